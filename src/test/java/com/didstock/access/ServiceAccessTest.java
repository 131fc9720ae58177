package com.didstock.access;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.AccessTable;
import com.didstock.testing.AccessTable.Person;
import com.didstock.testing.Placeholders;
import com.didstock.testing.TestTree;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Service;

/**
 * What a service does for an actor, it does for those that {@code access/services.txt} names, and for nobody else. Each
 * method is asked by everybody, mostly about things that are not there: {@code yes} is let in, {@code none} is told that
 * there is no such thing, {@code no} that its rights don't reach. The last column is a user who was removed.
 */
@SpringBootTest
class ServiceAccessTest {

    @Autowired
    ApplicationContext context;

    private record Asked(Object service, Method method) {

        String name() {
            return "%s.%s(%s)"
                    .formatted(
                            method.getDeclaringClass().getSimpleName(),
                            method.getName(),
                            Arrays.stream(method.getParameterTypes())
                                    .skip(1)
                                    .map(Class::getSimpleName)
                                    .collect(Collectors.joining(",")));
        }
    }

    @TestFactory
    Stream<DynamicTest> everybodyMayWhatTheTableSays() {
        var table = AccessTable.of("services.txt");
        var methods = methods();
        return Stream.concat(
                methods.entrySet().stream().map(it -> table.line(it.getKey(), () -> answers(it.getValue()))),
                Stream.of(table.nothingBut(methods.keySet())));
    }

    private Map<String, Asked> methods() {
        var methods = new TreeMap<String, Asked>();
        for (var bean : context.getBeansWithAnnotation(Service.class).values()) {
            var type = AopUtils.getTargetClass(bean);
            if (!type.getName().startsWith("com.didstock")) {
                continue;
            }
            for (var method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())
                        && method.getParameterCount() > 0
                        && method.getParameterTypes()[0] == Actor.class) {
                    var asked = new Asked(bean, method);
                    methods.put(asked.name(), asked);
                }
            }
        }
        return methods;
    }

    private static List<String> answers(Asked asked) throws IllegalAccessException {
        var tree = TestTree.plant();
        var answers = new ArrayList<String>();
        for (var person : Person.values()) {
            answers.add(answer(asked, person.in(tree)));
        }
        answers.add(answer(asked, new Actor(tree.o.id(), tree.a.id(), Placeholders.ABSENT)));
        return answers;
    }

    private static String answer(Asked asked, Actor actor) throws IllegalAccessException {
        try {
            asked.method().invoke(asked.service(), Placeholders.arguments(asked.method(), actor));
            return "yes";
        } catch (InvocationTargetException failure) {
            return switch (failure.getCause()) {
                case RightMissingException _ -> "no";
                case ActorRefusedException _ -> "out";
                case NotThereException _ -> "none";
                case IllegalArgumentException _ -> "?";
                case NullPointerException _ -> "?";
                default -> "yes";
            };
        }
    }
}
