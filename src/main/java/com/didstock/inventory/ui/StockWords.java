package com.didstock.inventory.ui;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionFields;
import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.FieldType;
import com.didstock.conditions.SearchCondition;
import com.didstock.conditions.ui.ConditionVocabulary;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.StockField;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Formats;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What numbers can be searched by, in the reader's words; things by the names that the tenant gave them. */
final class StockWords implements ConditionVocabulary {

    /** Finds a text by its key. */
    @FunctionalInterface
    interface Texts {
        String of(String key, Object... arguments);
    }

    private final Actor actor;
    private final ConditionFields fields;
    private final NumberInventory inventory;
    private final FilterOptions options;
    private final Texts texts;

    StockWords(Actor actor, ConditionFields fields, NumberInventory inventory, FilterOptions options, Texts texts) {
        this.actor = actor;
        this.fields = fields;
        this.inventory = inventory;
        this.options = options;
        this.texts = texts;
    }

    @Override
    public ConditionFields fields() {
        return fields;
    }

    @Override
    public String label(ConditionField field) {
        return texts.of("inventory.field." + field.name());
    }

    @Override
    public String label(ConditionField field, String value) {
        return switch (stock(field)) {
            case STATUS -> texts.of("inventory.status." + value);
            case NUMBER_TYPE -> texts.of("inventory.type." + value);
            case NUMBER_CLASS -> texts.of("inventory.class." + value);
            case COUNTRY -> Countries.name(value, Formats.current().locale());
            default -> {
                var kind = stock(field).kind();
                yield kind == null
                        ? value
                        : options.named(actor, kind, List.of(Integer.valueOf(value))).stream()
                                .findFirst()
                                .map(named -> texts.of("conditions.values.quoted", named.name()))
                                .orElseGet(() -> texts.of("inventory.advanced.deleted"));
            }
        };
    }

    @Override
    public List<Option> options(ConditionField field, String text, int offset, int limit) {
        var kind = stock(field).kind();
        if (kind != null) {
            return options.find(actor, kind, new FilterOptions.Slice(text, offset, limit)).stream()
                    .map(named -> new Option(Integer.toString(named.id()), named.name()))
                    .toList();
        }
        var all = field.type() == FieldType.COUNTRY ? inventory.countries(actor) : field.choices();
        var wanted = text.toLowerCase(Locale.ROOT);
        return all.stream()
                .map(value -> new Option(value, label(field, value)))
                .filter(option -> option.label().toLowerCase(Locale.ROOT).contains(wanted))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public List<String> currencies() {
        return Stream.concat(
                        inventory.tiles(actor).idleCost().keySet().stream().sorted(), Stream.of("EUR", "USD", "GBP"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    @Override
    public Optional<String> sentence(SearchCondition.Test test, String values) {
        var field = StockField.named(test.field()).orElse(null);
        var says = field == null
                ? null
                : switch (field) {
                    case HELD_BY -> "held-by." + test.operator();
                    case IN_USE -> "in-use." + test.values().getFirst();
                    case FREE_OF_CHARGE -> "free-of-charge." + test.values().getFirst();
                    case DAYS_FREE -> test.operator() == ConditionOperator.GREATER ? "days-free.GREATER" : null;
                    default -> null;
                };
        return says == null ? Optional.empty() : Optional.of(texts.of("inventory.says." + says, values));
    }

    private static StockField stock(ConditionField field) {
        return StockField.named(field.name()).orElseThrow();
    }
}
