package com.didstock.groups;

/**
 * A label.
 *
 * @param version changes with every change of the group; a change names the one it read
 */
public record DidGroup(int id, int version, String name, String description) {}
