package com.didstock.searches;

/**
 * A search that is kept.
 *
 * @param version changes with every change of it; a change names the one it read
 * @param query what the list's address says behind the question mark, without the page; empty for everything
 * @param shared whether the tenant's other users have it too
 * @param owner the name of the user who saved it
 * @param mine whether the reader saved it
 * @param changeable whether the reader may change and delete it
 * @param pinned whether the reader wants it among the tiles
 * @param opensFirst whether the list opens with it for the reader
 * @param list what it searches
 */
public record SavedSearch(
        int id,
        int version,
        String name,
        String query,
        boolean shared,
        String owner,
        boolean mine,
        boolean changeable,
        boolean pinned,
        boolean opensFirst,
        SearchedList list) {}
