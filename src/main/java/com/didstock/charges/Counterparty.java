package com.didstock.charges;

/** The other side of a charge, as far as the tenant may know it. */
public sealed interface Counterparty {

    /** Whoever one buys numbers from outside. */
    record Vendors() implements Counterparty {}

    /** The tenant above; it has no name for those below. */
    record Above() implements Counterparty {}

    /** A direct child. */
    record Child(int id, String name) implements Counterparty {}
}
