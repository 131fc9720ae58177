package com.didstock.conditions;

import static com.didstock.conditions.ConditionOperator.AFTER;
import static com.didstock.conditions.ConditionOperator.BEFORE;
import static com.didstock.conditions.ConditionOperator.BETWEEN;
import static com.didstock.conditions.ConditionOperator.CONTAINS;
import static com.didstock.conditions.ConditionOperator.ENDS_WITH;
import static com.didstock.conditions.ConditionOperator.GREATER;
import static com.didstock.conditions.ConditionOperator.IN_LAST_DAYS;
import static com.didstock.conditions.ConditionOperator.IS;
import static com.didstock.conditions.ConditionOperator.IS_NOT;
import static com.didstock.conditions.ConditionOperator.IS_ONE_OF;
import static com.didstock.conditions.ConditionOperator.LESS;
import static com.didstock.conditions.ConditionOperator.MATCHES;
import static com.didstock.conditions.ConditionOperator.STARTS_WITH;

import com.didstock.numbering.NumberSearch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What kind of thing a field holds: which operators fit it, and the form of its values. */
public enum FieldType {
    /** A phone number: digits, with or without what people put between them; letters are keypad digits. */
    PHONE(IS, IS_NOT, STARTS_WITH, CONTAINS, ENDS_WITH, MATCHES, IS_ONE_OF) {
        @Override
        boolean canHold(String value, ConditionOperator operator) {
            return switch (NumberSearch.parse(value, null)) {
                case NumberSearch.Exactly _, NumberSearch.Pattern _ -> TEXT.canHold(value, operator);
                case NumberSearch.Everything _, NumberSearch.OneOf _, NumberSearch.Nonsense _ -> false;
            };
        }
    },
    /** Words; upper and lower case are the same. */
    TEXT(IS, IS_NOT, STARTS_WITH, CONTAINS, ENDS_WITH, MATCHES, IS_ONE_OF) {
        @Override
        boolean canHold(String value, ConditionOperator operator) {
            return !value.isBlank() && value.length() <= LONGEST_TEXT && isReadable(value);
        }
    },
    /** One of a few constants, which the field names. */
    CHOICE(IS, IS_NOT, IS_ONE_OF) {
        @Override
        boolean canHold(String value, ConditionOperator operator) {
            return true;
        }
    },
    /** A country by its ISO 3166-1 alpha-2 code. */
    COUNTRY(IS, IS_NOT, IS_ONE_OF) {
        @Override
        boolean canHold(String value, ConditionOperator operator) {
            return COUNTRY_CODE.matcher(value).matches();
        }
    },
    /** Something of the tenant's own that has a name, by its id: {@code 4711}. */
    REFERENCE(IS, IS_NOT, IS_ONE_OF) {
        @Override
        boolean canHold(String value, ConditionOperator operator) {
            return ID.matcher(value).matches() && Long.parseLong(value) <= Integer.MAX_VALUE;
        }
    },
    /** An amount with its currency: {@code 2.50 EUR}. Amounts in different currencies are never equal, less or more. */
    MONEY(IS, IS_NOT, LESS, GREATER, BETWEEN) {
        @Override
        boolean canHold(String value, ConditionOperator operator) {
            return AMOUNT.matcher(value).matches() && CURRENCIES.contains(currency(value));
        }
    },
    /** A whole number of up to nine digits: {@code 90}. */
    COUNT(IS, IS_NOT, LESS, GREATER, BETWEEN) {
        @Override
        boolean canHold(String value, ConditionOperator operator) {
            return WHOLE.matcher(value).matches();
        }
    },
    /** A moment, tested by days of the reader's time zone: {@code 2026-11-23}; the last days by a whole number. */
    DATE(IS, IS_NOT, BEFORE, AFTER, BETWEEN, IN_LAST_DAYS) {
        @Override
        boolean canHold(String value, ConditionOperator operator) {
            return operator == IN_LAST_DAYS ? DAYS.matcher(value).matches() : isDay(value);
        }
    },
    /** {@code true} or {@code false}. */
    YES_NO(IS) {
        @Override
        boolean canHold(String value, ConditionOperator operator) {
            return value.equals("true") || value.equals("false");
        }
    };

    /** So many characters a text to compare with may have. */
    public static final int LONGEST_TEXT = 200;

    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{2}");
    private static final Pattern ID = Pattern.compile("\\d{1,10}");
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,9}(\\.\\d{1,5})? [A-Z]{3}");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern DAYS = Pattern.compile("\\d{1,5}");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ConditionOperator> operators;

    FieldType(ConditionOperator... operators) {
        this.operators = List.of(operators);
    }

    /** {@return the operators that fit, the usual one first} */
    public List<ConditionOperator> operators() {
        return operators;
    }

    /** Whether a value has the form that this kind of field compares with. */
    abstract boolean canHold(String value, ConditionOperator operator);

    /** {@return the amount of a {@link #MONEY} value} */
    public static BigDecimal amount(String money) {
        return new BigDecimal(money.substring(0, money.indexOf(' ')));
    }

    /** {@return the ISO 4217 code of a {@link #MONEY} value} */
    public static String currency(String money) {
        return money.substring(money.indexOf(' ') + 1);
    }

    private static boolean isDay(String value) {
        try {
            var year = LocalDate.parse(value).getYear();
            return year >= 1900 && year <= 2999;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    /** Neither the character zero nor half a pair: the database has no such text. */
    private static boolean isReadable(String text) {
        for (var place = 0; place < text.length(); place++) {
            var sign = text.charAt(place);
            var pair = Character.isHighSurrogate(sign)
                    && place + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(place + 1));
            if (sign == 0 || (Character.isSurrogate(sign) && !pair)) {
                return false;
            }
            place += pair ? 1 : 0;
        }
        return true;
    }
}
