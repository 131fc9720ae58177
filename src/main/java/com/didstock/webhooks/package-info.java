/** Webhooks: what happens to a tenant's numbers, sent to the tenant's own server, signed. */
@NullMarked
package com.didstock.webhooks;

import org.jspecify.annotations.NullMarked;
