package io.tarn.audience.parse;

import io.tarn.audience.EventSelection;
import io.tarn.audience.Expression;
import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Expression.Part;
import io.tarn.audience.Expression.Step;
import io.tarn.audience.Faults;
import io.tarn.audience.Literal;
import io.tarn.audience.Operand;
import io.tarn.audience.Place;
import io.tarn.audience.Relation;
import io.tarn.audience.parse.Token.Kind;
import io.tarn.model.error.Suggestions;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one condition: an operand with what is asked of it, or a phrase of its own. */
final class Conditions {
    private static final List<String> TAILS = List.of(
            "in (…)", "contains", "starts with", "ends with", "exists", "within 7 days", "more than 7 days ago");
    private final Tokens tokens;
    private final Atoms atoms;
    private final Operands operands;

    Conditions(Tokens tokens) {
        this.tokens = tokens;
        this.atoms = new Atoms(tokens);
        this.operands = new Operands(tokens, atoms);
    }

    Expression condition() {
        Place at = tokens.place();
        return switch (tokens.keyword()) {
            case "everyone" -> {
                tokens.take();
                yield Expression.Everyone.EVERYONE;
            }
            case "in" -> inAudience();
            case "consents" -> consents();
            case "reachable" -> {
                tokens.take();
                tokens.expect("by");
                yield new Expression.Reachable(channel(tokens.peek()));
            }
            case "did" -> did(at);
            case "anniversary" -> anniversary();
            default -> asked(operands.operand());
        };
    }

    private Expression inAudience() {
        tokens.take();
        tokens.expect("audience");
        Place place = tokens.place();
        String name = tokens.expectText("the name of an audience");
        if (!AudienceName.isForm(name)) {
            throw new Misread(Faults.badName(place, "an audience", name));
        }
        return new Expression.InAudience(new AudienceName(name), place);
    }

    private Expression consents() {
        tokens.take();
        tokens.expect("to");
        Token first = tokens.peek();
        String word = atoms.name("a purpose or a channel");
        if (!tokens.takeIf("for")) {
            return new Expression.Consents(Optional.empty(), word, first.place());
        }
        ChannelKind channel = channel(first.text(), first.place());
        Place at = tokens.place();
        return new Expression.Consents(Optional.of(channel), atoms.name("a purpose"), at);
    }

    private ChannelKind channel(Token token) {
        if (token.kind() != Kind.WORD) {
            throw tokens.unexpected("a channel, such as email");
        }
        tokens.take();
        return channel(token.text(), token.place());
    }

    private static ChannelKind channel(String word, Place at) {
        List<String> words = new ArrayList<>();
        for (ChannelKind channel : ChannelKind.values()) {
            if (channel.word().equals(word.toLowerCase(Locale.ROOT))) {
                return channel;
            }
            words.add(channel.word());
        }
        throw new Misread(Faults.expectedWord(at, words, word));
    }

    private Expression did(Place at) {
        tokens.take();
        EventSelection first = atoms.selection();
        List<Step> steps = new ArrayList<>();
        Optional<Step> absence = Optional.empty();
        while (absence.isEmpty() && tokens.takeIf("then")) {
            boolean absent = tokens.takeIf("not");
            EventSelection events = atoms.selection();
            tokens.expect("within");
            Step step = new Step(events, atoms.span());
            if (absent) {
                absence = Optional.of(step);
            } else {
                steps.add(step);
            }
        }
        if (tokens.keyword().equals("then")) {
            throw new Misread(Faults.otherSign(
                    tokens.place(), "then", "Nothing can follow then not …: it is the end of a sequence."));
        }
        if (steps.size() > Expression.Did.STEPS_MAX) {
            throw new Misread(Faults.tooMany(at, "steps in a sequence", Expression.Did.STEPS_MAX));
        }
        return new Expression.Did(first, steps, absence, atoms.window(), at);
    }

    private Expression anniversary() {
        tokens.take();
        tokens.expect("of");
        Operand.Trait trait = operands.trait();
        if (tokens.takeIf("today")) {
            return new Expression.Anniversary(trait, 0);
        }
        if (!tokens.keyword().equals("within")) {
            throw tokens.unexpected("'today' or 'within next'");
        }
        tokens.take();
        tokens.expect("next");
        Place number = tokens.place();
        Duration span = atoms.span();
        if (!span.equals(Duration.ofDays(span.toDays())) || span.toDays() > Expression.Anniversary.DAYS_MAX) {
            throw new Misread(Faults.days(number));
        }
        return new Expression.Anniversary(trait, (int) span.toDays());
    }

    /** What is asked of an operand. */
    private Expression asked(Operand operand) {
        Optional<Relation> relation = atoms.relation();
        if (relation.isPresent()) {
            return new Expression.Compared(operand, relation.get(), atoms.literal());
        }
        return switch (tokens.keyword()) {
            case "in" -> oneOf(operand);
            case "starts" -> {
                tokens.take();
                tokens.expect("with");
                yield matched(operand, Part.START);
            }
            case "ends" -> {
                tokens.take();
                tokens.expect("with");
                yield matched(operand, Part.END);
            }
            case "contains" -> {
                tokens.take();
                yield matched(operand, Part.ANYWHERE);
            }
            case "exists" -> {
                tokens.take();
                yield new Expression.Exists(operand);
            }
            case "within" -> {
                tokens.take();
                Direction direction = tokens.takeIf("next") ? Direction.WITHIN_NEXT : Direction.WITHIN_LAST;
                yield new Expression.Timed(operand, direction, atoms.span());
            }
            case "more" -> {
                tokens.take();
                tokens.expect("than");
                Duration span = atoms.span();
                tokens.expect("ago");
                yield new Expression.Timed(operand, Direction.LONGER_AGO, span);
            }
            default -> throw noComparison(operand);
        };
    }

    private Expression matched(Operand operand, Part part) {
        return new Expression.Matched(operand, part, tokens.expectText("a text"));
    }

    private Expression oneOf(Operand operand) {
        Place at = tokens.place();
        tokens.take();
        tokens.expectSymbol("(");
        List<Literal> values = new ArrayList<>();
        do {
            values.add(atoms.literal());
            if (values.size() > Expression.OneOf.VALUES_MAX) {
                throw new Misread(Faults.tooMany(at, "values in the list", Expression.OneOf.VALUES_MAX));
            }
        } while (tokens.takeSymbolIf(","));
        tokens.expectSymbol(")");
        return new Expression.OneOf(operand, values);
    }

    private Misread noComparison(Operand operand) {
        Token found = tokens.peek();
        if (tokens.keyword().equals("not") && tokens.secondKeyword().equals("in")) {
            return new Misread(Faults.notIn(found.place()));
        }
        String what = operand instanceof Operand.Trait(String name, var _) ? "'" + Faults.shown(name) + "'" : "this";
        if (found.kind() == Kind.WORD) {
            List<String> words = List.of("in", "contains", "starts", "ends", "exists", "within", "more");
            Optional<String> near = Suggestions.nearest(found.text(), words);
            if (near.isPresent()) {
                return new Misread(Faults.expectedWord(found.place(), words, found.text()));
            }
        }
        return new Misread(Faults.noComparison(found.place(), what, found.shown(), TAILS));
    }
}
