package com.didstock.inventory.ui;

import com.didstock.inventory.NumberInventory.Scope;
import com.didstock.settings.SettingKey;
import com.didstock.settings.UserSettings;
import com.didstock.tenancy.Actor;
import java.util.ArrayList;
import java.util.List;

/** How the user on the screen likes the list: kept with every change, so that it is so the next time, too. */
final class KeptLayout {

    private final Actor actor;
    private final UserSettings settings;
    private final Scope scope;
    private final List<Runnable> watching = new ArrayList<>();
    private ListLayout now;

    KeptLayout(Actor actor, UserSettings settings, Scope scope) {
        this.actor = actor;
        this.settings = settings;
        this.scope = scope;
        now = settings.find(actor, SettingKey.INVENTORY_LIST, ListLayout.Kept.class)
                .map(ListLayout::of)
                .orElse(ListLayout.STANDARD);
    }

    ListLayout now() {
        return now;
    }

    Scope scope() {
        return scope;
    }

    /** Has this run whenever the columns or their density changed. */
    void watch(Runnable watcher) {
        watching.add(watcher);
    }

    /** Keeps another layout, and has it shown. */
    void change(ListLayout wanted) {
        if (keep(wanted)) {
            watching.forEach(Runnable::run);
        }
    }

    /**
     * Keeps what the screen shows already.
     *
     * @return whether it is another one than before
     */
    boolean keep(ListLayout wanted) {
        if (wanted.equals(now)) {
            return false;
        }
        now = wanted;
        settings.keep(actor, SettingKey.INVENTORY_LIST, wanted.toKeep());
        return true;
    }
}
