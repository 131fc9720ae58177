/**
 * The REST API under {@code /api/v1}: the same services and rules as the screens, in JSON. Nothing is decided here; what
 * is here turns names into ids, pages into cursors and refusals into problems (RFC 9457).
 */
@NullMarked
package com.didstock.api;

import org.jspecify.annotations.NullMarked;
