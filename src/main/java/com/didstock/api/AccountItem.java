package com.didstock.api;

import com.didstock.provisioning.Account;
import com.didstock.provisioning.AccountNumber;
import com.didstock.provisioning.AccountPage;
import com.didstock.provisioning.UseEnd;
import com.didstock.tenancy.AfterUse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** An account of a customer, and what can be said of it. */
@Schema(name = "Account")
record AccountItem(
        int id,
        int version,

        @Schema(description = "The digits of a number, or any other text.")
        String accountId,

        String name,

        @Schema(description = "ACTIVE or BLOCKED.") String status,

        @Schema(description = "The numbers of the stock that it uses.")
        List<Used> numbers) {

    static final String THEN =
            "Where the numbers go: BY_ORIGIN (what was made for the use ends with it), KEEP (with the"
                    + " customer), BACK_TO_BATCH (of the tenant above) or RELEASE_TO_POOL (the pool above that tenant). Not said:"
                    + " as is laid down for the customer.";

    @Schema(name = "AccountNumber")
    record Used(
            String number,

            @Schema(description = "ID or ALIAS.") String role,

            @Schema(description = "Whether the number came to the customer for this use, and leaves it with it.")
            boolean provisioned,

            Instant since) {

        static Used of(AccountNumber used) {
            return new Used(used.number(), used.role().name(), used.provisioned(), used.since());
        }
    }

    @Schema(name = "Accounts")
    record Page(
            List<AccountItem> items,

            @Schema(description = "To be sent as after; null: this was the last page.") @Nullable
            String next) {

        static Page of(AccountPage page) {
            return new Page(page.accounts().stream().map(AccountItem::of).toList(), page.next());
        }
    }

    @Schema(name = "NewAccount")
    record Wanted(
            @Schema(
                    description = "A number, or any other text. A number of the stock is in use from then on.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String accountId,

            @Nullable String name) {

        String saidAccountId() {
            return said(accountId);
        }

        String saidName() {
            return said(name);
        }
    }

    @Schema(name = "AccountTerms")
    record Terms(
            @Nullable String name,

            @Schema(description = "ACTIVE or BLOCKED.") @Nullable
            String status,

            @Schema(description = "The version the change is based on, unless If-Match says it.") @Nullable
            Integer version) {}

    @Schema(name = "NewAccountId")
    record NewId(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String accountId,

            @Schema(description = THEN) @Nullable String then,

            @Schema(description = "The version the change is based on, unless If-Match says it.") @Nullable
            Integer version) {

        String saidAccountId() {
            return said(accountId);
        }
    }

    @Schema(name = "Aliases")
    record Aliases(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<@Nullable String> numbers) {

        List<String> said() {
            if (numbers == null || numbers.isEmpty()) {
                throw new InvalidRequestException("numbers", FieldFault.MISSING);
            }
            return numbers.stream().map(AccountItem::said).toList();
        }
    }

    @Schema(name = "MoveAlias")
    record Move(
            @Schema(
                    description = "Id of another account of the same customer.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Integer to) {

        int said() {
            if (to == null) {
                throw new InvalidRequestException("to", FieldFault.MISSING);
            }
            return to;
        }
    }

    @Schema(name = "UseEnd", description = "What becomes of the numbers, by choice.")
    record End(int numbers, List<Choice> choices) {

        @Schema(name = "UseEndChoice")
        record Choice(
                String then,

                @Schema(description = "Whether this happens if nobody chooses.")
                boolean preset,

                @Schema(description = "How many numbers leave the customer.")
                int leaving,

                @Schema(description = "What the customer no longer pays a month, by currency.")
                Map<String, String> noLongerCharged,

                @Schema(description = "What you no longer pay a month, by currency.")
                Map<String, String> noLongerPaid) {}

        static End of(UseEnd end) {
            return new End(
                    end.numbers(),
                    end.choices().stream()
                            .map(choice -> new Choice(
                                    choice.then().name(),
                                    choice.preset(),
                                    choice.leaving(),
                                    amounts(choice.noLongerCharged()),
                                    amounts(choice.noLongerPaid())))
                            .toList());
        }

        private static Map<String, String> amounts(Map<String, BigDecimal> sums) {
            var amounts = new java.util.TreeMap<String, String>();
            sums.forEach((currency, sum) -> amounts.put(currency, String.valueOf(Amounts.text(sum, currency))));
            return amounts;
        }
    }

    static AccountItem of(Account account) {
        return new AccountItem(
                account.id(),
                account.version(),
                account.accountId(),
                account.name(),
                account.status().name(),
                account.numbers().stream().map(Used::of).toList());
    }

    static ResponseEntity<AccountItem> tagged(ResponseEntity.BodyBuilder answer, Account account) {
        return answer.eTag(Change.tag(account.version())).body(of(account));
    }

    static @Nullable AfterUse then(@Nullable String name) {
        return name == null ? null : Filters.constant(AfterUse.class, name, "then");
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }
}
