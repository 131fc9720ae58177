package com.didstock.testing;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TenantKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Arguments good enough to ask whether somebody may: of the right type, about things that are not there. */
public final class Placeholders {

    /** An id that nothing has. */
    public static final int ABSENT = 2_000_000_000;

    /** A number that nobody has. */
    public static final String ABSENT_NUMBER = "999000111222333";

    private final boolean full;

    private Placeholders(boolean full) {
        this.full = full;
    }

    /** {@return arguments for a service's method, the actor first} */
    public static @Nullable Object[] arguments(Method method, Actor actor) {
        return Arrays.stream(method.getParameters())
                .map(it -> it.getType() == Actor.class ? actor : argument(it))
                .toArray();
    }

    private static @Nullable Object argument(Parameter parameter) {
        return nullable(parameter.getAnnotatedType())
                ? null
                : value(parameter.getParameterizedType(), named(parameter));
    }

    private static String named(Parameter parameter) {
        var internal = parameter
                .getDeclaringExecutable()
                .getDeclaringClass()
                .getSimpleName()
                .startsWith("Internal");
        return internal && parameter.getName().equals("numbers") ? "internalNumber" : parameter.getName();
    }

    private static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** {@return a value of a type, for something of that name} */
    public static @Nullable Object value(Type type, String name) {
        return new Placeholders(false).of(type, name);
    }

    /** {@return the same, with everything in it said that may be left out} */
    public static @Nullable Object full(Type type, String name) {
        return new Placeholders(true).of(type, name);
    }

    private @Nullable Object of(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            if (raw == List.class || raw == Collection.class) {
                return List.of(present(generic.getActualTypeArguments()[0], name));
            }
            if (raw == Set.class) {
                return Set.of(present(generic.getActualTypeArguments()[0], name));
            }
            return of(raw, name);
        }
        return type instanceof Class<?> plain ? plain(plain, name) : null;
    }

    private Object present(Type type, String name) {
        var value = of(type, name);
        return value == null ? name : value;
    }

    private @Nullable Object plain(Class<?> type, String name) {
        if (type == int.class || type == Integer.class) {
            return name.equals("limit") || name.equals("asked") || name.equals("most") || name.equals("weeks")
                    ? 10
                    : ABSENT;
        }
        if (type == long.class || type == Long.class) {
            return (long) ABSENT;
        }
        if (type == boolean.class || type == Boolean.class) {
            return false;
        }
        if (type == String.class) {
            return text(name);
        }
        if (type.isEnum()) {
            return type == TenantKind.class ? TenantKind.CUSTOMER : type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return record(type);
        }
        if (type == ZoneId.class) {
            return ZoneOffset.UTC;
        }
        if (type.isSealed()) {
            return plain(type.getPermittedSubclasses()[0], name);
        }
        if (type.isInterface() && !type.getName().startsWith("java.util.")) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
                var constants = method.getReturnType().getEnumConstants();
                return constants == null ? null : constants[0];
            });
        }
        return ofLibrary(type);
    }

    private static String text(String name) {
        return switch (name) {
            case "currency" -> "EUR";
            case "locale" -> "en";
            case "kind", "role" -> "CUSTOMER";
            case "status" -> "ACTIVE";
            case "appliedTo" -> "CUSTOMERS";
            case "operation" -> "RECALL";
            case "list" -> "NUMBERS";
            case "then" -> "KEEP";
            case "query" -> "q=1800";
            case "login" -> "somebody-" + UUID.randomUUID();
            case "password" -> "a password of " + UUID.randomUUID();
            case "number", "numbers", "prefix" -> ABSENT_NUMBER;
            case "first", "last", "internalNumber" -> "7777";
            default -> "some " + name;
        };
    }

    private static @Nullable Object ofLibrary(Class<?> type) {
        return switch (type.getName()) {
            case "java.util.UUID" -> UUID.randomUUID();
            case "java.math.BigDecimal" -> BigDecimal.ONE;
            case "java.time.Instant" -> Instant.now();
            case "java.time.LocalDate" -> LocalDate.now(ZoneOffset.UTC).plusDays(3);
            case "java.time.YearMonth" -> YearMonth.now(ZoneOffset.UTC);
            case "java.time.Duration" -> Duration.ofDays(1);
            case "java.util.Locale" -> Locale.ENGLISH;
            case "java.util.Map" -> Map.of();
            case "java.util.List", "java.util.Collection" -> List.of();
            case "java.util.Set" -> Set.of();
            case "java.util.Optional" -> Optional.empty();
            case "java.lang.Object" -> "some object";
            case "java.lang.Class" -> String.class;
            case "java.io.InputStream" -> (InputStream) new ByteArrayInputStream(new byte[0]);
            case "java.io.OutputStream" -> OutputStream.nullOutputStream();
            default -> null;
        };
    }

    private boolean leftOut(RecordComponent component) {
        return !full
                && nullable(component.getAnnotatedType())
                && !component.getName().equals("prefix");
    }

    private Object record(Class<?> type) {
        var parts = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(parts)
                    .map(it -> leftOut(it) ? null : of(it.getGenericType(), it.getName()))
                    .toArray());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("no placeholder for " + type.getName(), failure);
        }
    }
}
