package io.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The plan of the house, as data: which room may import which. docs/ARCHITECTURE.md draws it and gives the reasons. */
final class HouseTest {
    /** Each room by its package, and the packages of ours that it may import beside its own. */
    private static final Map<String, List<String>> ROOMS = new TreeMap<>(Map.ofEntries(
            Map.entry("io.tarn.model", List.of()),
            Map.entry("io.tarn.lake", List.of("io.tarn.model")),
            Map.entry("io.tarn.audience", List.of("io.tarn.model", "io.tarn.lake.table", "io.tarn.lake.dialect")),
            Map.entry("io.tarn.storage", List.of("io.tarn.model")),
            Map.entry("io.tarn.storage.local", List.of("io.tarn.model", "io.tarn.storage", "io.tarn.wire")),
            Map.entry("io.tarn.wire", List.of("io.tarn.model", "io.tarn.audience")),
            Map.entry("io.tarn.sample", List.of("io.tarn.model")),
            Map.entry("io.tarn.testing", List.of("io.tarn.model", "io.tarn.lake", "io.tarn.storage")),
            Map.entry("io.tarn.collect", List.of("io.tarn.model", "io.tarn.lake.table", "io.tarn.lake.dialect")),
            Map.entry("io.tarn.unify", List.of("io.tarn.model", "io.tarn.lake.table", "io.tarn.lake.dialect")),
            Map.entry(
                    "io.tarn.understand",
                    List.of("io.tarn.model", "io.tarn.audience", "io.tarn.lake.table", "io.tarn.lake.dialect")),
            Map.entry("io.tarn.engage", List.of("io.tarn.model")),
            Map.entry("io.tarn.decide", List.of("io.tarn.model", "io.tarn.audience")),
            Map.entry(
                    "io.tarn.agents",
                    List.of("io.tarn.model", "io.tarn.lake", "io.tarn.wire", "io.tarn.collect", "io.tarn.unify")),
            Map.entry("io.tarn.lake.delta", List.of("io.tarn.model", "io.tarn.lake")),
            Map.entry(
                    "io.tarn.connectors",
                    List.of(
                            "io.tarn.model",
                            "io.tarn.lake.table",
                            "io.tarn.lake.dialect",
                            "io.tarn.wire",
                            "io.tarn.collect",
                            "io.tarn.unify",
                            "io.tarn.engage",
                            "io.tarn.agents.language")),
            Map.entry(
                    "io.tarn.loop",
                    List.of(
                            "io.tarn.model",
                            "io.tarn.lake",
                            "io.tarn.storage",
                            "io.tarn.wire",
                            "io.tarn.collect",
                            "io.tarn.unify",
                            "io.tarn.understand",
                            "io.tarn.audience",
                            "io.tarn.decide",
                            "io.tarn.engage")),
            Map.entry("io.tarn.server", List.of("io.tarn"))));

    /** Rooms that implement a port: the server alone names them. */
    private static final Set<String> IMPLEMENTATIONS = Set.of("io.tarn.lake.delta", "io.tarn.storage.local");

    /** Engines by their packages, and the one room that knows each. */
    private static final Map<String, String> ENGINES = Map.of(
            "org.duckdb", "io.tarn.lake.delta",
            "io.delta", "io.tarn.lake.delta",
            "org.apache.hadoop", "io.tarn.lake.delta",
            "org.apache.spark", "io.tarn.lake.delta",
            "org.rocksdb", "io.tarn.storage.local",
            "org.sqlite", "io.tarn.storage.local",
            "ai.onnxruntime", "io.tarn.connectors",
            "liqp", "io.tarn.engage",
            "org.apache.james", "io.tarn.engage");

    /** The stages, and the language that they speak of people in: rooms without windows. */
    private static final Set<String> STAGES = Set.of(
            "io.tarn.audience",
            "io.tarn.collect",
            "io.tarn.unify",
            "io.tarn.understand",
            "io.tarn.decide",
            "io.tarn.engage");

    /** What a room without windows may not touch: files, sockets, clocks, chance, threads' sleep, databases. */
    private static final List<String> WINDOWS = List.of(
            "java.io.File",
            "java.nio.file.Files",
            "java.net.Socket",
            "java.net.http",
            "java.sql",
            "java.time.Clock",
            "java.util.Random",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom",
            "java.lang.Math.random");

    private static final List<String> CLOCK_CALLS = List.of(
            "java.lang.System.currentTimeMillis()",
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.util.UUID.randomUUID()");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tarn");

    @Test
    void everyRoomImportsOnlyWhatThePlanAllows() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            Optional<String> room = room(type.getPackageName());
            if (room.isEmpty()) {
                violations.add(type.getName() + " stands in no room of the plan");
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                if (target.startsWith("io.tarn") && !allowed(room.get(), target)) {
                    violations.add(room.get() + " imports " + target + " (" + type.getName() + ")");
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void theModelKnowsNothingButTheJdk() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            if (!type.getPackageName().startsWith("io.tarn.model")) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                if (!target.isEmpty()
                        && !target.startsWith("java.")
                        && !target.startsWith("io.tarn.model")
                        && !target.startsWith("org.jspecify")) {
                    violations.add(type.getName() + " imports " + target);
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void theStagesHaveNoWindows() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            Optional<String> room = room(type.getPackageName());
            if (room.isEmpty() || !STAGES.contains(room.get())) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getName();
                WINDOWS.stream()
                        .filter(window -> target.equals(window) || target.startsWith(window + "."))
                        .forEach(window -> violations.add(type.getName() + " touches " + window));
            }
            type.getMethodCallsFromSelf().stream()
                    .map(call -> call.getTarget().getFullName())
                    .filter(CLOCK_CALLS::contains)
                    .forEach(call -> violations.add(type.getName() + " calls " + call));
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void anEngineIsKnownToOneRoomOnly() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                ENGINES.forEach((engine, room) -> {
                    if (target.startsWith(engine) && !within(type.getPackageName(), room)) {
                        violations.add(type.getName() + " imports " + engine);
                    }
                });
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void onlyTheServerKnowsQuarkus() {
        List<String> stack = List.of("io.quarkus", "io.vertx", "jakarta", "io.smallrye");
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            if (type.getPackageName().startsWith("io.tarn.server")) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                stack.stream()
                        .filter(target::startsWith)
                        .forEach(name -> violations.add(type.getName() + " imports " + name));
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void packagesFormNoCircle() {
        SlicesRuleDefinition.slices()
                .matching("io.tarn.(**)")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    /** The room that holds a package: the longest name that begins it. */
    private static Optional<String> room(String packageName) {
        List<String> names = new ArrayList<>(ROOMS.keySet());
        names.sort(Collections.reverseOrder(java.util.Comparator.comparingInt(String::length)));
        return names.stream().filter(name -> within(packageName, name)).findFirst();
    }

    private static boolean allowed(String room, String target) {
        String home = room(target).orElse("");
        if (home.equals(room)) {
            return true;
        }
        boolean implementation = IMPLEMENTATIONS.contains(home) && !room.equals("io.tarn.server");
        return !implementation && ROOMS.getOrDefault(room, List.of()).stream().anyMatch(name -> within(target, name));
    }

    private static boolean within(String packageName, String name) {
        return packageName.equals(name) || packageName.startsWith(name + ".");
    }
}
