package io.offsetlab.testkit;

import java.lang.reflect.Method;

/** The command that runs one seed of a test method again, in the words of the build that runs now. */
record ReplayLine(String command) {
    private static final String GRADLE = "org.gradle.test.worker";

    static ReplayLine of(Class<?> test, Method method) {
        return of(test.getName(), method.getName(), System.getProperty(GRADLE) != null);
    }

    static ReplayLine of(String test, String method, boolean gradle) {
        String command = gradle
                ? "gradle test --tests " + quoted(test + "." + method)
                : "mvn test -Dtest=" + quoted(test + "#" + method);
        return new ReplayLine(command + " -D" + SimulatedExtension.REPLAY + "=");
    }

    /** A shell would take the name of a nested class for that of a variable. */
    private static String quoted(String name) {
        return name.contains("$") ? "'" + name + "'" : name;
    }

    String of(Seed seed) {
        return command + seed.text();
    }
}
