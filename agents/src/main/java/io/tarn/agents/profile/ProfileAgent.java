package io.tarn.agents.profile;

import io.tarn.agents.language.LanguageModel;
import io.tarn.collect.normalize.PlaceForm;
import io.tarn.collect.tag.ColumnSample;
import io.tarn.collect.tag.MappingProposal;
import io.tarn.collect.tag.MappingProposer;
import io.tarn.collect.tag.Mappings;
import io.tarn.collect.tag.TableSample;
import io.tarn.collect.tag.TableTagger;
import io.tarn.collect.tag.TagProposal;
import io.tarn.model.policy.SemanticTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Proposes the meaning and the rules of a source's columns. Where its own rules are unsure it asks a language model,
 * which is shown names and shapes, never values.
 */
public final class ProfileAgent implements MappingProposer {
    private static final double SURE = 0.45;
    private static final double TOLD = 0.5;
    private static final int QUESTIONS_MAX = 20;
    private static final int SHAPES_SHOWN = 5;

    private final LanguageModel model;

    public ProfileAgent(LanguageModel model) {
        this.model = model;
    }

    @Override
    public MappingProposal propose(TableSample table) {
        TableSample opened = table.opened();
        TableTagger.Tagged tagged = TableTagger.tag(opened);
        List<TagProposal> proposals = new ArrayList<>();
        int asked = 0;
        for (int i = 0; i < tagged.proposals().size(); i++) {
            TagProposal proposal = tagged.proposals().get(i);
            if (proposal.confidence() < SURE && asked < QUESTIONS_MAX) {
                asked++;
                proposals.add(ask(opened.columns().get(i), proposal));
            } else {
                proposals.add(proposal);
            }
        }
        return Mappings.propose(opened, new TableTagger.Tagged(proposals, tagged.region(), tagged.regionEvidence()));
    }

    private TagProposal ask(ColumnSample column, TagProposal proposal) {
        String shapes = column.values().stream()
                .filter(value -> value != null && !value.isEmpty())
                .map(value -> PlaceForm.shape(value.length() > 40 ? value.substring(0, 40) : value))
                .distinct()
                .sorted()
                .limit(SHAPES_SHOWN)
                .collect(Collectors.joining(", "));
        String tags = Arrays.stream(SemanticTag.values())
                .map(tag -> tag + " (" + tag.meaning() + ")")
                .collect(Collectors.joining("; "));
        LanguageModel.Question question = LanguageModel.Question.of(
                "column-tag-1",
                "What does the column '" + column.label() + "' mean? Its values are shaped like: " + shapes
                        + " (A a letter, 9 a digit). Answer with one word of: " + tags);
        return model.words(question)
                .flatMap(ProfileAgent::tag)
                .filter(tag -> tag != proposal.tag())
                .map(tag -> told(proposal, tag))
                .orElse(proposal);
    }

    private static TagProposal told(TagProposal proposal, SemanticTag tag) {
        List<String> evidence = new ArrayList<>(List.of("a language model says so of its name and shapes"));
        evidence.addAll(proposal.evidence());
        return new TagProposal(proposal.label(), tag, TOLD, evidence, proposal.tag());
    }

    private static Optional<SemanticTag> tag(String answer) {
        String word = answer.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(SemanticTag.values())
                .filter(tag -> tag.name().equals(word))
                .findFirst();
    }
}
