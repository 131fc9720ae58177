package com.didstock.uploads;

/**
 * The numbers of a file seen so far and the line of each, in two plain arrays: a million of them in 12 to 24 MB.
 *
 * @see Staging
 */
final class SeenNumbers {

    private long[] keys = new long[1 << 14];
    private int[] lines = new int[1 << 14];
    private int size;

    /**
     * Notes a number.
     *
     * @param number at most 17 digits
     * @return the line where it was seen first, or 0 if it is new
     */
    int seenAt(String number, int line) {
        if (size * 3 > keys.length * 2) {
            grow();
        }
        var key = key(number);
        int slot = slot(key);
        if (keys[slot] == key) {
            return lines[slot];
        }
        keys[slot] = key;
        lines[slot] = line;
        size++;
        return 0;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        var mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldLines = lines;
        keys = new long[oldKeys.length * 2];
        lines = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    // A one in front keeps 0123 and 123 apart: internal numbers may begin with 0.
    private static long key(String number) {
        long key = 1;
        for (int i = 0; i < number.length(); i++) {
            key = key * 10 + (number.charAt(i) - '0');
        }
        return key;
    }
}
