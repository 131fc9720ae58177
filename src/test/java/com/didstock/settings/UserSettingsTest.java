package com.didstock.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.testing.TestTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserSettingsTest {

    private final TestTree tree = TestTree.plant();
    private final UserSettings settings = new UserSettings(tree.transactions());

    record Look(List<String> columns, int size) {}

    @Test
    void aSettingIsKeptForItsUserAlone() {
        settings.keep(tree.a.admin(), SettingKey.INVENTORY_LIST, new Look(List.of("number"), 50));
        settings.keep(tree.a.admin(), SettingKey.INVENTORY_LIST, new Look(List.of("group"), 100));

        assertThat(settings.find(tree.a.admin(), SettingKey.INVENTORY_LIST, Look.class))
                .contains(new Look(List.of("group"), 100));
        for (var other : List.of(
                tree.a.viewer(), tree.o.admin(), tree.b.admin(), tree.a1.admin(), tree.ca.admin(), tree.p.admin())) {
            assertThat(settings.find(other, SettingKey.INVENTORY_LIST, Look.class))
                    .isEmpty();
            settings.keep(other, SettingKey.INVENTORY_LIST, new Look(List.of(), 1));
        }
        assertThat(settings.find(tree.a.admin(), SettingKey.INVENTORY_LIST, Look.class))
                .contains(new Look(List.of("group"), 100));
    }

    @Test
    void whatCannotBeReadCountsAsUnset() {
        settings.keep(tree.a.admin(), SettingKey.INVENTORY_LIST, List.of("no", "record"));

        assertThat(settings.find(tree.a.admin(), SettingKey.INVENTORY_LIST, Look.class))
                .isEmpty();
    }

    @Test
    void aSettingHasALimit() {
        var tooLong = "x".repeat(UserSettings.LONGEST);

        assertThatThrownBy(() -> settings.keep(tree.a.admin(), SettingKey.INVENTORY_LIST, tooLong))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
