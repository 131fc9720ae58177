package com.didstock.tenancy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says whose screen a route is, besides being signed in. The menu leaves out what is not open to the user, and going
 * there is refused, by what the user may do now. A courtesy: the services check for themselves.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenTo {

    /** The rights one needs, all of them. */
    Right[] right() default Right.VIEW;

    /** The kinds of tenants whose screen it is; for the others it is not there. */
    TenantKind[] kinds() default {TenantKind.OPERATOR, TenantKind.RESELLER, TenantKind.CUSTOMER};

    /** Whether only for tenants that buy from vendors themselves. */
    boolean ownVendors() default false;

    /** Whether only for the tenant's own people: not there for somebody of the operator who views as the tenant. */
    boolean ownPeople() default false;

    /** Key of the title in a customer's menu, if it is another there. */
    String customersTitle() default "";
}
