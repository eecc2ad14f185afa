package io.offsetlab.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds in every module. A module's test extends this and says how many classes there must be at least. */
abstract class HouseRules {
    private static final int LONGEST_FILE = 400;

    /** Types of java.util.concurrent that hold values and make no thread wait. */
    private static final List<String> HOLDING_VALUES = List.of(
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentMap",
            "java.util.concurrent.ConcurrentSkipListMap",
            "java.util.concurrent.TimeUnit",
            "java.util.concurrent.TimeoutException");

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Path COMPILED = MODULE.resolve("target/classes");

    /** The classes of this module's main sources. */
    protected static final JavaClasses CLASSES = compiled();

    private static JavaClasses compiled() {
        ClassFileImporter importer = new ClassFileImporter();
        return Files.isDirectory(COMPILED)
                ? importer.importPath(COMPILED)
                : importer.importPackages("io.offsetlab.there.is.nothing.yet");
    }

    /** The floor: a rule must not pass because it saw nothing. */
    abstract int fewestClasses();

    protected static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void seesAtLeastTheExpectedNumberOfClasses() {
        assertTrue(
                CLASSES.size() >= fewestClasses(),
                () -> "there must be at least " + fewestClasses() + " classes in " + COMPILED + ", but there were "
                        + CLASSES.size());
    }

    @Test
    void theTableOfTheHouseIsSound() {
        assertEquals(List.of(), House.faultsOfTheTable());
    }

    @Test
    void everyRoomImportsOnlyWhatItMay() {
        TreeSet<String> strangers = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String room = House.roomOf(type.getPackageName());
            if (!House.rooms().contains(room)) {
                strangers.add("the house has no room for " + type.getPackageName() + ": give it a line in House");
                continue;
            }
            List<String> allowed = House.mayImport(room);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (House.isOurs(target)) {
                    String other = House.roomOf(target);
                    if (!other.equals(room) && !allowed.contains(other)) {
                        strangers.add(room + " must not import " + other + ": " + dependency.getDescription());
                    }
                }
            }
        }
        assertTrue(strangers.isEmpty(), () -> String.join(System.lineSeparator(), strangers));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.offsetlab.(**)").should().beFreeOfCycles());
    }

    @Test
    void everyPackageIsNullMarked() {
        TreeSet<String> unmarked = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(type.getPackageName());
            }
        }
        assertEquals(new TreeSet<>(), unmarked, "packages without @NullMarked in their package-info.java");
    }

    @Test
    void onlyTheCommandLineTouchesTheConsoleAndEndsTheProcess() {
        DescribedPredicate<JavaClass> inside =
                describe("stand inside", type -> House.WITH_CONSOLE.stream().noneMatch(type.getName()::startsWith));
        check(noClasses().that(inside).should(ACCESS_STANDARD_STREAMS));
        check(noClasses().that(inside).should().callMethod(System.class, "exit", int.class));
        check(noClasses().that(inside).should().callMethod(Runtime.class, "exit", int.class));
        check(noClasses().that(inside).should().callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void exceptionsSayWhatTheyAre() {
        check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
    }

    @Test
    void threadsExistInTwoRoomsOnly() {
        DescribedPredicate<JavaClass> single = describe(
                "are single-threaded",
                type -> !House.WITH_THREADS.contains(House.roomOf(type.getPackageName()))
                        && !House.WITH_A_HOOK.contains(type.getName()));
        DescribedPredicate<JavaClass> aboutThreads =
                describe("start threads or make them meet", HouseRules::isAboutThreads);
        check(classes().that(single).should(never(dependOnClassesThat(aboutThreads))));
    }

    private static boolean isAboutThreads(JavaClass type) {
        String name = type.getName();
        if (type.isAssignableTo(Thread.class) || type.isAssignableTo(ThreadLocal.class)) {
            return true;
        }
        if (name.equals("java.util.Timer") || name.equals("java.util.TimerTask")) {
            return true;
        }
        return name.startsWith("java.util.concurrent.")
                && !name.startsWith("java.util.concurrent.atomic.")
                && !HOLDING_VALUES.contains(name);
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles()) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGEST_FILE) {
                tooLong.add(file + " has " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong, "files above " + LONGEST_FILE + " lines");
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(MODULE.resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
