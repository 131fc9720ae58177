package com.didstock.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.groups.DidGroups;
import com.didstock.groups.GroupRule;
import com.didstock.groups.GroupRules;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an upload brings in is labelled by the rules of whoever uploads; what the file says goes before them. */
class RulesAtUploadTest extends ScreenTest {

    @Autowired
    private Uploads uploads;

    @Autowired
    private DidGroups groups;

    @Autowired
    private GroupRules rules;

    @Test
    void newNumbersGoIntoTheGroupOfTheFirstRuleThatFitsUnlessTheFileNamesOne() {
        var owner = tree.o.admin();
        var germany = groups.create(owner, "Germany", "").id();
        var chosen = groups.create(owner, "Chosen", "").id();
        rules.set(owner, null, List.of(new GroupRule(germany, null, "DE", null, null)));
        var numbers = TestTree.freshNumbers(2);
        var file = """
                Number,DID vendor batch,Activation fee,Periodic fee,Country,DID group
                %s,Carrier numbers,1,2,--,
                %s,Carrier numbers,1,2,--,Chosen
                493090182011,Carrier numbers,1,2,,
                """.formatted(numbers.get(0), numbers.get(1));

        var staged = uploads.stage(
                owner,
                "numbers.csv",
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                UploadOptions.ofFile(ZoneOffset.UTC),
                UploadProgress.NONE);
        uploads.importRows(owner, staged.id(), true, UUID.randomUUID().toString(), UploadProgress.NONE);

        assertThat(group(numbers.get(0))).isNull();
        assertThat(group(numbers.get(1))).isEqualTo(chosen);
        assertThat(group("493090182011")).isEqualTo(germany);
    }

    private @Nullable Object group(String number) {
        return tree.holding(tree.o, number).get("group_id");
    }
}
