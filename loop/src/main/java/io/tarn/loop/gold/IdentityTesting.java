package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import io.tarn.loop.gold.TestResult.Missing;
import io.tarn.loop.gold.TestResult.Verdict;
import io.tarn.model.error.Suggestions;
import io.tarn.model.policy.IdentityTest;
import io.tarn.model.policy.IdentityTest.Expectation;
import io.tarn.model.policy.IdentityTest.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks the profiles that a session sees against what people know of some records. Confined to one thread. */
public final class IdentityTesting {
    /** The types of identifiers that a test may name, each a column of {@code silver.records}. */
    public static final List<String> IDENTIFIERS =
            List.of("email", "phone", "national_id", "device_id", "anonymous_id", "user_id", "external_id");

    private static final Set<String> WITH_OTHERS = Set.of("email", "phone");

    /** So many failures are explained; each costs several questions to the lake. */
    private static final int EXPLAINED_MAX = 25;

    private static final String TABLE = "tested_subjects";

    private final LakeSession session;
    private final Explainer explainer;

    public IdentityTesting(LakeSession session, Explainer explainer) {
        this.session = session;
        this.explainer = explainer;
    }

    private record Found(RecordRef record, String profile) {}

    private record Place(int test, int subject) {}

    /** The results, in the order of the tests. */
    public List<TestResult> run(List<IdentityTest> tests) {
        if (tests.isEmpty()) {
            return List.of();
        }
        Set<String> sources = new TreeSet<>(session.query(
                Statement.of("SELECT DISTINCT source FROM " + IdentityTables.PROFILES.name()),
                row -> Objects.requireNonNull(row.text(0))));
        Map<Place, List<Found>> found = found(tests, sources);
        List<TestResult> results = new ArrayList<>();
        int explained = 0;
        for (int i = 0; i < tests.size(); i++) {
            TestResult result = result(tests.get(i), i, found, new Explaining(sources, explained < EXPLAINED_MAX));
            explained += result.because().isPresent() ? 1 : 0;
            results.add(result);
        }
        return List.copyOf(results);
    }

    private record Explaining(Set<String> sources, boolean isOpen) {}

    private TestResult result(IdentityTest test, int number, Map<Place, List<Found>> found, Explaining explaining) {
        List<List<Found>> subjects = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        for (int i = 0; i < test.subjects().size(); i++) {
            List<Found> records = found.getOrDefault(new Place(number, i), List.of());
            if (records.isEmpty()) {
                Subject subject = test.subjects().get(i);
                missing.add(new Missing(i + 1, subject, reason(subject, explaining.sources())));
            }
            subjects.add(records);
        }
        Optional<List<Found>> counterexample =
                test.expectation() == Expectation.SAME ? apart(subjects) : together(subjects);
        if (counterexample.isPresent()) {
            Optional<Connection> because = counterexample
                    .filter(_ -> explaining.isOpen())
                    .map(pair ->
                            explainer.between(pair.get(0).record(), pair.get(1).record()));
            return new TestResult(test, Verdict.FAILS, because, missing);
        }
        return new TestResult(test, missing.isEmpty() ? Verdict.HOLDS : Verdict.UNKNOWN, Optional.empty(), missing);
    }

    /** Two records of different profiles. */
    private static Optional<List<Found>> apart(List<List<Found>> subjects) {
        List<Found> all = subjects.stream().flatMap(List::stream).toList();
        return all.stream()
                .filter(one -> !one.profile().equals(all.getFirst().profile()))
                .findFirst()
                .map(other -> List.of(all.getFirst(), other));
    }

    /** Two records of one profile that different subjects lead to. */
    private static Optional<List<Found>> together(List<List<Found>> subjects) {
        Map<String, Found> holders = new HashMap<>();
        for (List<Found> subject : subjects) {
            for (Found one : subject) {
                Found other = holders.get(one.profile());
                if (other != null) {
                    return Optional.of(List.of(other, one));
                }
            }
            subject.forEach(one -> holders.putIfAbsent(one.profile(), one));
        }
        return Optional.empty();
    }

    private static String reason(Subject subject, Set<String> sources) {
        if (sources.contains(subject.kind())) {
            return "source '" + subject.kind() + "' has no record of that key";
        }
        if (IDENTIFIERS.contains(subject.kind())) {
            return "no record carries that " + subject.kind();
        }
        Set<String> known = new LinkedHashSet<>(sources);
        known.addAll(IDENTIFIERS);
        String near = Suggestions.didYouMean(subject.kind(), known);
        return "'" + subject.kind() + "' is neither a source with records nor a type of identifier."
                + (near.isEmpty() ? " Known are: " + String.join(", ", known) + "." : near);
    }

    private Map<Place, List<Found>> found(List<IdentityTest> tests, Set<String> sources) {
        session.load(
                TABLE,
                List.of(
                        Column.of("test_no", Scalar.INTEGER, "The test"),
                        Column.of("subject_no", Scalar.INTEGER, "Its subject"),
                        Column.of("kind", Scalar.STRING, "A source, or a type of identifier"),
                        Column.of("value", Scalar.STRING, "A key, or an identifier")),
                sink -> {
                    for (int i = 0; i < tests.size(); i++) {
                        List<Subject> subjects = tests.get(i).subjects();
                        for (int j = 0; j < subjects.size(); j++) {
                            sink.row(
                                    i,
                                    j,
                                    subjects.get(j).kind(),
                                    subjects.get(j).value());
                        }
                    }
                });
        Set<String> kinds = tests.stream()
                .flatMap(test -> test.subjects().stream())
                .map(Subject::kind)
                .collect(Collectors.toSet());
        List<String> ways = new ArrayList<>();
        ways.add("SELECT s.test_no, s.subject_no, p.source, p.record_id, p.profile_id FROM " + TABLE + " s JOIN "
                + IdentityTables.PROFILES.name() + " p ON p.source = s.kind AND p.record_id = s.value");
        IDENTIFIERS.stream()
                .filter(kinds::contains)
                .filter(type -> !sources.contains(type))
                .forEach(type -> ways.addAll(carrying(type)));
        Map<Place, List<Found>> found = new HashMap<>();
        session.forEach(
                Statement.of(String.join(" UNION ", ways) + " ORDER BY 1, 2, 3, 4"),
                row -> found.computeIfAbsent(
                                new Place((int) row.number(0), (int) row.number(1)), _ -> new ArrayList<>())
                        .add(new Found(
                                new RecordRef(
                                        Objects.requireNonNull(row.text(2)), Objects.requireNonNull(row.text(3)), null),
                                Objects.requireNonNull(row.text(4)))));
        session.execute(Statement.of("DROP TABLE " + TABLE));
        return found;
    }

    private static List<String> carrying(String type) {
        String value = type.equals("email") ? "lower(s.value)" : "s.value";
        List<String> ways = new ArrayList<>();
        ways.add(carrying(type, "r." + type + " = " + value));
        if (WITH_OTHERS.contains(type)) {
            ways.add(carrying(type, "list_contains(r.other_" + type + "s, " + value + ")"));
        }
        return ways;
    }

    private static String carrying(String type, String condition) {
        return "SELECT s.test_no, s.subject_no, p.source, p.record_id, p.profile_id FROM " + TABLE + " s JOIN "
                + SilverTables.RECORDS.name() + " r ON s.kind = '" + type + "' AND " + condition + " JOIN "
                + IdentityTables.PROFILES.name() + " p ON p.source = r.source AND p.record_id = r.record_id";
    }
}
