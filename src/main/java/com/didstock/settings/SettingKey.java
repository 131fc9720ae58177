package com.didstock.settings;

/** What can be set. A key that is not here can't be kept. */
public enum SettingKey {
    /** How the inventory's list looks: columns, their order and widths, rows on a page, density. */
    INVENTORY_LIST("inventory.list");

    private final String key;

    SettingKey(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
