/**
 * What a tenant can take from the tenant above: its free numbers, at the taker's own price, and nothing else of them.
 * Taking is a claim, not a selection: any numbers that match, never the same ones as anybody else gets.
 */
@NullMarked
package com.didstock.offer;

import org.jspecify.annotations.NullMarked;
