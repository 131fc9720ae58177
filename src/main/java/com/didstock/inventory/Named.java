package com.didstock.inventory;

/** Something a number names: a batch, a group, a child. */
public record Named(int id, String name) {}
