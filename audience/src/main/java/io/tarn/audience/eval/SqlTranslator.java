package io.tarn.audience.eval;

import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Micros;
import io.tarn.audience.bind.Bound;
import io.tarn.audience.bind.Criterion;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.bind.Source;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.message.ChannelKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says an expression in SQL over the lake: the ids of the profiles that belong as of an instant. {@link
 * ProfileEvaluator} says the same of one profile.
 *
 * <p>What a person wrote reaches the engine as bound values only. What is missing is NULL, so every comparison says
 * what NULL means before anything negates it.
 */
public final class SqlTranslator {
    private final Dialect dialect;
    private final long asOf;
    private final SqlParts parts;
    private SqlText where = new SqlText();

    private SqlTranslator(Dialect dialect, LakeRelations relations, long asOf) {
        this.dialect = dialect;
        this.asOf = asOf;
        this.parts = new SqlParts(dialect, relations, asOf);
    }

    /**
     * The members of an audience.
     *
     * @param asOf what is finer than microseconds is left out; later events are not looked at
     * @return rows of {@code profile_id}, each once, in no order
     */
    public static Statement translate(
            LakeExpression expression, Dialect dialect, LakeRelations relations, Instant asOf) {
        return translate(MemberQuery.of(expression), dialect, relations, asOf);
    }

    /**
     * The members of an audience, with what is asked of each.
     *
     * @return rows of {@code profile_id}, the columns, then {@code q0}, {@code q1} … for the questions: true or false
     */
    public static Statement translate(MemberQuery query, Dialect dialect, LakeRelations relations, Instant asOf) {
        SqlTranslator translator = new SqlTranslator(dialect, relations, Micros.of(asOf));
        SqlText condition = translator.said(query.audience().root());
        List<SqlText> questions = query.questions().stream()
                .map(question -> translator.said(question.root()))
                .toList();
        return translator.parts.members(condition, query.columns(), questions);
    }

    private SqlText said(Bound root) {
        where = new SqlText();
        add(root);
        return where;
    }

    private void add(Bound node) {
        switch (node) {
            case Bound.Everyone _ -> where.add("TRUE");
            case Bound.All all -> joined(all.parts(), " AND ");
            case Bound.Any any -> joined(any.parts(), " OR ");
            case Bound.Not not -> {
                where.add("NOT ");
                nested(not.part());
            }
            case Bound.Tested tested -> tested(tested);
            case Bound.Sequence sequence -> where.add(parts.sequence(sequence)).add(".profile_id IS NOT NULL");
            case Bound.Member member -> nested(member.inner());
            case Bound.Consents(var origin, Optional<ChannelKind> channel, String purpose) ->
                consents(channel, purpose);
            case Bound.Reachable reachable ->
                where.add("COALESCE(")
                        .add(dialect.holdsStruct(
                                parts.own("identifiers"),
                                "type",
                                reachable.channel().address().name()))
                        .add(", FALSE)");
        }
    }

    private void joined(List<Bound> nodes, String word) {
        String separator = "";
        for (Bound node : nodes) {
            where.add(separator);
            nested(node);
            separator = word;
        }
    }

    private void nested(Bound node) {
        where.add("(");
        add(node);
        where.add(")");
    }

    private void consents(Optional<ChannelKind> channel, String purpose) {
        where.add("COALESCE(");
        channel.ifPresent(one -> consent(Bound.Consents.category(purpose, one)).add(", "));
        consent(purpose).add(", FALSE)");
        channel.ifPresent(one -> {
            where.add(" AND COALESCE(");
            consent(one.word()).add(", TRUE)");
        });
    }

    private SqlText consent(String category) {
        return where.add(parts.own("consents") + "[").bind(category).add("]");
    }

    private void tested(Bound.Tested tested) {
        switch (tested.source()) {
            case Source.Said(String trait) -> {
                String text = parts.trait(trait);
                criterion(tested.criterion(), new Readings(text, number(text), text, time(text)));
            }
            case Source.Added(Keyed<EventFeature.Total> feature) -> {
                String value = parts.total(feature);
                criterion(tested.criterion(), new Readings(value, value, value, value));
            }
            case Source.Happened(Keyed<EventFeature.Time> feature) -> {
                String value = parts.time(feature);
                criterion(tested.criterion(), new Readings(value, value, value, value));
            }
        }
    }

    /** One value as SQL, read as each type. */
    private record Readings(String text, String number, String flag, String time) {}

    private void criterion(Criterion criterion, Readings value) {
        switch (criterion) {
            case Criterion.Present _ -> where.add(value.text()).add(" IS NOT NULL");
            case Criterion.TextIn(Set<String> texts) -> isListed(value.text(), texts, "one");
            case Criterion.NumberIn(Set<BigDecimal> numbers) ->
                isListed(value.number(), texts(numbers, BigDecimal::toPlainString), "CAST(one AS " + decimal() + ")");
            case Criterion.TimeIn(Set<Long> times) ->
                isListed(
                        value.time(),
                        texts(times, time -> Micros.instant(time).toString()),
                        dialect.tryCast("one", Scalar.TIMESTAMP));
            case Criterion.TextIs _,
                    Criterion.TextHas _,
                    Criterion.NumberIs _,
                    Criterion.FlagIs _,
                    Criterion.TimeIs _,
                    Criterion.TimeLies _,
                    Criterion.ComesRound _ -> {
                where.add("COALESCE(");
                compared(criterion, value);
                where.add(", FALSE)");
            }
        }
    }

    /** One of some values: those are a relation beside the profiles, so that a hundred thousand are found quickly. */
    private void isListed(String value, Collection<String> texts, String read) {
        where.add(parts.list(value, texts, read)).add(".one IS NOT NULL");
    }

    private static <T> Set<String> texts(Set<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.toSet());
    }

    /** What is true, false, or NULL where the value is missing. */
    private void compared(Criterion criterion, Readings value) {
        switch (criterion) {
            case Criterion.Present _, Criterion.TextIn _, Criterion.NumberIn _, Criterion.TimeIn _ -> where.add("NULL");
            case Criterion.TextIs(var relation, String text) ->
                where.add(value.text())
                        .add(" " + operator(relation.symbol()) + " ")
                        .bind(text);
            case Criterion.TextHas(var part, String text) ->
                where.add(
                                switch (part) {
                                    case START -> dialect.startsWith(value.text(), "?");
                                    case END -> dialect.endsWith(value.text(), "?");
                                    case ANYWHERE -> "contains(" + value.text() + ", ?)";
                                })
                        .remember(text);
            case Criterion.NumberIs(var relation, var number) -> {
                where.add(value.number()).add(" " + operator(relation.symbol()) + " CAST(");
                where.bind(number.toPlainString()).add(" AS " + decimal() + ")");
            }
            case Criterion.FlagIs(var relation, boolean holds) ->
                where.add("CASE ")
                        .add(value.flag())
                        .add(" WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END ")
                        .add(operator(relation.symbol()))
                        .add(holds ? " TRUE" : " FALSE");
            case Criterion.TimeIs(var relation, long micros) ->
                where.add(value.time())
                        .add(" " + operator(relation.symbol()) + " ")
                        .bind(Micros.instant(micros));
            case Criterion.TimeLies(Direction direction, long span) -> lies(direction, span, value.time());
            case Criterion.ComesRound(int days) -> {
                // Days of our own making, never what a person wrote.
                String days100 = Anniversaries.roundFrom(asOf, days).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
                where.add("EXTRACT(MONTH FROM " + value.time() + ") * 100 + EXTRACT(DAY FROM " + value.time() + ") IN ("
                        + days100 + ")");
            }
        }
    }

    private static String operator(String symbol) {
        return symbol.equals("!=") ? "<>" : symbol;
    }

    private void lies(Direction direction, long span, String time) {
        Instant now = Micros.instant(asOf);
        switch (direction) {
            case WITHIN_LAST -> {
                where.add(time).add(" > ").bind(Micros.instant(asOf - span));
                where.add(" AND ").add(time).add(" <= ").bind(now);
            }
            case LONGER_AGO -> where.add(time).add(" <= ").bind(Micros.instant(asOf - span));
            case WITHIN_NEXT -> {
                where.add(time).add(" > ").bind(now);
                where.add(" AND ").add(time).add(" <= ").bind(Micros.instant(asOf + span));
            }
        }
    }

    private String decimal() {
        return dialect.typeName(Scalar.DECIMAL);
    }

    private String number(String text) {
        return "CASE WHEN " + dialect.matches(text, Forms.NUMBER) + " THEN " + dialect.tryCast(text, Scalar.DECIMAL)
                + " END";
    }

    private String time(String text) {
        return "CASE WHEN " + dialect.matches(text, Forms.DAY) + " THEN "
                + dialect.tryCast("(" + text + " || 'T00:00:00Z')", Scalar.TIMESTAMP) + " WHEN "
                + dialect.matches(text, Forms.MOMENT) + " THEN " + dialect.tryCast(text, Scalar.TIMESTAMP) + " WHEN "
                + dialect.matches(text, Forms.MOMENT_WITHOUT_OFFSET) + " THEN "
                + dialect.tryCast("(" + text + " || 'Z')", Scalar.TIMESTAMP) + " END";
    }
}
