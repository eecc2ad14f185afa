package io.offsetlab.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * What JUnit Jupiter made of one method.
 *
 * @param cases the test cases by name: SUCCESSFUL, ABORTED or the message of the failure
 * @param error why there are no cases, or empty
 */
public record Ran(Map<String, String> cases, String error) {

    /** Held here, as a logger that nobody holds is forgotten together with its level. */
    private static final Logger QUIET = Logger.getLogger(Simulated.class.getName());

    static {
        QUIET.setLevel(Level.WARNING);
    }

    /** @param parameters settings of JUnit, by key and value in turn */
    public static Ran method(Class<?> test, String signature, String... parameters) {
        EngineTestKit.Builder kit =
                EngineTestKit.engine("junit-jupiter").selectors(selectMethod(test.getName() + "#" + signature));
        for (int i = 0; i < parameters.length; i += 2) {
            kit.configurationParameter(parameters[i], parameters[i + 1]);
        }
        Events all = kit.execute().allEvents();
        Map<String, String> cases = new LinkedHashMap<>();
        String error = "";
        for (Event event : all.finished().list()) {
            TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
            if (event.getTestDescriptor().isTest()) {
                cases.put(event.getTestDescriptor().getDisplayName(), text(result));
            } else if (result.getThrowable().isPresent()) {
                error = text(result);
            }
        }
        return new Ran(cases, error);
    }

    private static String text(TestExecutionResult result) {
        return result.getStatus() == TestExecutionResult.Status.FAILED
                ? result.getThrowable().map(Throwable::getMessage).orElse("")
                : result.getStatus().name();
    }

    /** The names of the cases in their order. */
    public List<String> names() {
        return List.copyOf(cases.keySet());
    }
}
