package com.didstock.testing;

import com.didstock.branding.Operators;
import com.didstock.tenancy.SignedInUser;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithSecurityContext;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** The screen's test runs as a fresh user of the operator that the shipped tenants folder names. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@WithSecurityContext(factory = SignedInOperator.Factory.class)
public @interface SignedInOperator {

    /** A role of an operator's user. */
    String role() default "OPERATOR_ADMIN";

    /** Makes the user and signs it in. */
    class Factory implements WithSecurityContextFactory<SignedInOperator> {

        private final Operators operators;

        Factory(Operators operators) {
            this.operators = operators;
        }

        @Override
        public SecurityContext createSecurityContext(SignedInOperator wanted) {
            int operator = operators.all().getFirst().id();
            var login = "screen-" + UUID.randomUUID();
            try (var connection = TestDatabase.get().superuser().getConnection()) {
                var user = (Number) Objects.requireNonNull(DSL.using(connection, SQLDialect.POSTGRES)
                        .fetchValue("""
                                insert into didstock.app_user (operator_id, tenant_id, login, display_name, role,
                                    password_hash)
                                values (?, ?, ?, 'Ada', ?::didstock.user_role, '!') returning user_id
                                """, operator, operator, login, wanted.role()));
                var principal = new SignedInUser(operator, operator, user.intValue(), login, "Ada", false);
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new UsernamePasswordAuthenticationToken(
                        principal, null, List.of(new SimpleGrantedAuthority("ROLE_USER"))));
                return context;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
