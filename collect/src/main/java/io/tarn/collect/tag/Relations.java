package io.tarn.collect.tag;

import io.tarn.collect.normalize.Texts;
import io.tarn.model.policy.NormalizationRule.DateUnit;
import io.tarn.model.policy.SemanticTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What columns of one table say about each other. Works on the list of proposals in place. */
final class Relations {
    /** More whole names than this among single words, as where names are written without spaces, are no single names. */
    private static final double SINGLE_PERSONS_MAX = 0.5;

    private static final Set<SemanticTag> NAMES =
            Set.of(SemanticTag.FIRST_NAME, SemanticTag.LAST_NAME, SemanticTag.FULL_NAME, SemanticTag.MIDDLE_NAME);
    private static final Set<SemanticTag> OF_PERSONS = Set.of(
            SemanticTag.FIRST_NAME,
            SemanticTag.LAST_NAME,
            SemanticTag.MIDDLE_NAME,
            SemanticTag.BIRTH_DATE,
            SemanticTag.GENDER,
            SemanticTag.TITLE,
            SemanticTag.NATIONAL_ID);
    private static final Map<String, Set<String>> DATE_WORDS = Map.of(
            "year", Set.of("year", "yyyy", "yy", "jahr", "annee", "ano", "anno", "jaar"),
            "month", Set.of("month", "mm", "monat", "mois", "mes", "mese", "maand"),
            "day", Set.of("day", "dd", "tag", "jour", "dia", "giorno", "dag"));
    private static final double ORGANIZATIONS_MIN = 0.1;
    private static final double PERSONS_MAX = 0.35;
    private static final double POSSIBLE_MIN = 0.5;
    private static final double COMPOSED_MIN = 0.6;
    private static final int COMPARED_MAX = 1_000;
    private static final int NAMES_MAX = 12;

    private final List<ColumnProfile> profiles;
    private final List<TagProposal> proposals;

    private Relations(List<ColumnProfile> profiles, List<TagProposal> proposals) {
        this.profiles = profiles;
        this.proposals = proposals;
    }

    static void apply(TableSample table, List<ColumnProfile> profiles, List<TagProposal> proposals) {
        Relations relations = new Relations(profiles, proposals);
        relations.findComposedNames();
        relations.splitSingleNames();
        relations.nameOrganizations();
        relations.placeNumbers();
        relations.joinBirthParts();
        KeyChoice.apply(table, profiles, proposals);
    }

    /** A column whose values are those of two name columns side by side holds whole names. */
    private void findComposedNames() {
        List<Integer> names = new ArrayList<>();
        for (int i = 0; i < proposals.size() && names.size() < NAMES_MAX; i++) {
            if (NAMES.contains(proposals.get(i).tag())) {
                names.add(i);
            }
        }
        for (int whole : names) {
            for (int first : names) {
                for (int last : names) {
                    if (whole != first && whole != last && first != last && isComposed(whole, first, last)) {
                        String reason =
                                "its values are those of '" + label(first) + "' and '" + label(last) + "' together";
                        proposals.set(whole, proposals.get(whole).as(SemanticTag.FULL_NAME, 0.98, reason));
                    }
                }
            }
        }
    }

    private boolean isComposed(int whole, int first, int last) {
        List<@Nullable String> wholes = profiles.get(whole).sample().values();
        List<@Nullable String> firsts = profiles.get(first).sample().values();
        List<@Nullable String> lasts = profiles.get(last).sample().values();
        long compared = 0;
        long equal = 0;
        for (int i = 0; i < wholes.size() && compared < COMPARED_MAX; i++) {
            String all = wholes.get(i);
            String one = firsts.get(i);
            String two = lasts.get(i);
            if (all == null || one == null || two == null || one.isBlank() || two.isBlank()) {
                continue;
            }
            compared++;
            if (Texts.fold(all).equals(Texts.fold(one + " " + two))) {
                equal++;
            }
        }
        return compared >= 5 && equal >= compared * COMPOSED_MIN;
    }

    /** A "name" of one word beside a given name is the family name, and the other way round. */
    private void splitSingleNames() {
        boolean hasFirst = has(SemanticTag.FIRST_NAME);
        boolean hasLast = has(SemanticTag.LAST_NAME);
        for (int i = 0; i < proposals.size(); i++) {
            TagProposal proposal = proposals.get(i);
            ColumnProfile profile = profiles.get(i);
            boolean lettered = profile.share(Likeness.LETTERS) > 0.6;
            boolean single = profile.words() < 1.35
                    && lettered
                    && !profile.isEmpty()
                    && profile.share(Likeness.PERSON) < SINGLE_PERSONS_MAX;
            if (proposal.tag() != SemanticTag.FULL_NAME || !single || (hasFirst && hasLast)) {
                continue;
            }
            boolean family =
                    hasFirst || (!hasLast && profile.share(Likeness.SURNAME) > profile.share(Likeness.FIRST_NAME));
            SemanticTag tag = family ? SemanticTag.LAST_NAME : SemanticTag.FIRST_NAME;
            String reason = "its values are single names"
                    + (hasFirst ? " and another column holds given names" : "")
                    + (hasLast ? " and another column holds family names" : "");
            proposals.set(i, proposal.as(tag, 0.8, reason));
        }
    }

    /**
     * A "name" in a table that says nothing else of persons, whose values are seldom a person's and hold words of
     * organizations and places time and again, names these.
     */
    private void nameOrganizations() {
        if (OF_PERSONS.stream().anyMatch(this::has) || has(SemanticTag.ORGANIZATION)) {
            return;
        }
        for (int i = 0; i < proposals.size(); i++) {
            ColumnProfile profile = profiles.get(i);
            double organizations = profile.share(Likeness.ORGANIZATION);
            if (proposals.get(i).tag() == SemanticTag.FULL_NAME
                    && (isSeldomPerson(profile) || isHardlyEverPerson(profile))) {
                proposals.set(
                        i,
                        proposals
                                .get(i)
                                .as(
                                        SemanticTag.ORGANIZATION,
                                        0.75,
                                        Math.round(100 * organizations)
                                                + " % of its values hold a word for an organization or a place, and no"
                                                + " other column tells of persons"));
            }
        }
    }

    private static boolean isSeldomPerson(ColumnProfile profile) {
        return profile.share(Likeness.ORGANIZATION) >= ORGANIZATIONS_MIN
                && profile.share(Likeness.PERSON) <= PERSONS_MAX;
    }

    /** Names of persons that no list knows hold no words of organizations either. */
    private static boolean isHardlyEverPerson(ColumnProfile profile) {
        return profile.share(Likeness.ORGANIZATION) >= ORGANIZATIONS_MIN / 3
                && profile.share(Likeness.PERSON) < profile.share(Likeness.ORGANIZATION);
    }

    /**
     * Three numbers side by side under names that speak of nothing else, one of them years that span lives, the others
     * small enough for months and days, tell when a person was born.
     */
    private void joinBirthParts() {
        boolean persons = NAMES.stream().anyMatch(this::has);
        if (!persons || has(SemanticTag.BIRTH_DATE) || has(SemanticTag.BIRTH_MONTH)) {
            return;
        }
        for (int from = 0; from + 3 <= profiles.size(); from++) {
            int year = -1;
            int month = -1;
            int day = -1;
            for (int i = from; i < from + 3; i++) {
                if (isPartOfDate(i, "year") && isYearOfLives(profiles.get(i))) {
                    year = i;
                } else if (isPartOfDate(i, "month")
                        && month < 0
                        && isWithin(profiles.get(i), DateUnit.MONTH, NumberFits.MONTHS)) {
                    month = i;
                } else if (isPartOfDate(i, "day") && isWithin(profiles.get(i), DateUnit.DAY, NumberFits.DAYS)) {
                    day = i;
                }
            }
            if (year >= 0 && month >= 0 && day >= 0) {
                born(year, SemanticTag.BIRTH_YEAR, "years that span lives beside a month and a day");
                born(month, SemanticTag.BIRTH_MONTH, "numbers up to 12 beside a year and a day");
                born(day, SemanticTag.BIRTH_DAY, "numbers up to 31 beside a year and a month");
                return;
            }
        }
    }

    private void born(int column, SemanticTag part, String reason) {
        proposals.set(column, proposals.get(column).as(part, 0.75, reason));
    }

    /** Whether a name says this part of a date, or nothing that the values allow. */
    private boolean isPartOfDate(int column, String part) {
        ColumnProfile profile = profiles.get(column);
        String name = ColumnTagger.nameOf(profile.sample());
        return Headers.standard().mentions(name, DATE_WORDS.getOrDefault(part, Set.of()))
                || Headers.standard().read(name).values().stream()
                        .allMatch(match -> Fits.of(match.tag(), profile).possible() < POSSIBLE_MIN);
    }

    private static boolean isYearOfLives(ColumnProfile column) {
        return column.share(Likeness.YEAR) > 0.9 && column.number(0.95) - column.number(0.05) >= NumberFits.LIFE;
    }

    /** Whether the values are months or days, and most of those that there are. */
    private static boolean isWithin(ColumnProfile column, DateUnit unit, int most) {
        return NumberFits.upTo(column, unit, most) > 0.9 && column.distinct() > most / 2;
    }

    /** Numbers under a name that says nothing, beside a street or a city, are house numbers or postal codes. */
    private void placeNumbers() {
        boolean hasPlace = has(SemanticTag.CITY) || has(SemanticTag.STREET);
        for (int i = 0; i < proposals.size() && hasPlace; i++) {
            ColumnProfile profile = profiles.get(i);
            boolean silent = Headers.standard().isSilent(ColumnTagger.nameOf(profile.sample()));
            if (!silent
                    || profile.isEmpty()
                    || profile.share(Likeness.DIGITS) < 0.9
                    || profile.sample().unique()) {
                continue;
            }
            boolean near = isNear(i, Set.of(SemanticTag.CITY, SemanticTag.STREET, SemanticTag.REGION));
            if (profile.share(Likeness.POSTCODE) > 0.95
                    && profile.hasOneLength()
                    && near
                    && profile.length() >= 4
                    && !has(SemanticTag.POSTCODE)) {
                proposals.set(
                        i,
                        proposals
                                .get(i)
                                .as(SemanticTag.POSTCODE, 0.7, "numbers of one length beside a city or street"));
            } else if (profile.number(0.9) < 2_000
                    && profile.number(0) >= 1
                    && near
                    && has(SemanticTag.STREET)
                    && profile.distinct() > 20
                    && !has(SemanticTag.HOUSE_NUMBER)
                    && isNear(i, Set.of(SemanticTag.STREET))) {
                proposals.set(i, proposals.get(i).as(SemanticTag.HOUSE_NUMBER, 0.65, "small numbers beside a street"));
            }
        }
    }

    private boolean isNear(int at, Set<SemanticTag> tags) {
        for (int i = Math.max(0, at - 2); i <= Math.min(proposals.size() - 1, at + 2); i++) {
            if (i != at && tags.contains(proposals.get(i).tag())) {
                return true;
            }
        }
        return false;
    }

    private boolean has(SemanticTag tag) {
        return proposals.stream().anyMatch(proposal -> proposal.tag() == tag);
    }

    private String label(int column) {
        return proposals.get(column).label();
    }
}
