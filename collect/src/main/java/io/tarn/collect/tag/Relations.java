package io.tarn.collect.tag;

import io.tarn.collect.normalize.Texts;
import io.tarn.model.policy.SemanticTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What columns of one table say about each other. Works on the list of proposals in place. */
final class Relations {
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
    private static final double ORGANIZATIONS_MIN = 0.1;
    private static final double PERSONS_MAX = 0.35;
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
            boolean single = profile.words() < 1.35 && lettered && !profile.isEmpty();
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
                    && organizations >= ORGANIZATIONS_MIN
                    && profile.share(Likeness.PERSON) <= PERSONS_MAX) {
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
