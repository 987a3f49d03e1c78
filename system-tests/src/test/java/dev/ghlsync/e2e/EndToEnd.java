package dev.ghlsync.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the shared {@link Installation}, started once per JVM, and a connected {@link Place} of their own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EndToEnd.Parameters.class)
@interface EndToEnd {
    final class Parameters implements ParameterResolver {
        private static final Namespace SPACE = Namespace.create(EndToEnd.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            Class<?> type = parameter.getParameter().getType();
            return type == Place.class || type == Installation.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            // The stores close what they hold: the place after its test, the installation after the last test.
            Installation shared = test.getRoot()
                    .getStore(SPACE)
                    .computeIfAbsent(Installation.class, type -> Installation.start(), Installation.class);
            return parameter.getParameter().getType() == Installation.class
                    ? shared
                    : test.getStore(SPACE)
                            .computeIfAbsent(Place.class, type -> Place.connected(shared, name(test)), Place.class);
        }

        private static String name(ExtensionContext test) {
            return test.getRequiredTestClass().getSimpleName()
                    + "-"
                    + Integer.toHexString(test.getUniqueId().hashCode());
        }
    }
}
