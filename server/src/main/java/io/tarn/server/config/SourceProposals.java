package io.tarn.server.config;

import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.wire.source.SourceDefinitionCodec;
import io.tarn.wire.source.SourceDefinitionText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is proposed for the definitions of sources: made part of them, or laid beside them until a person does. */
final class SourceProposals {
    private final DefinitionFolder<SourceDefinition> sources;
    private final Path folder;

    SourceProposals(DefinitionFolder<SourceDefinition> sources, Path folder) {
        this.sources = sources;
        this.folder = folder;
    }

    /** Where a proposal waits. */
    Path file(SourceName name) {
        return folder.resolve(name + DefinitionFiles.YAML);
    }

    boolean has(SourceName name) {
        return Files.exists(file(name));
    }

    void apply(PreparedSource source) {
        DefinitionFiles.write(definition(source.definition().name()), withProposal(source));
    }

    void propose(PreparedSource source) {
        SourceName name = source.definition().name();
        DefinitionFiles.write(file(name), ProposalText.of(name, current(name), withProposal(source)));
    }

    /** The text of a definition with what was proposed; where only columns are new, every other line stays. */
    private String withProposal(PreparedSource source) {
        Path file = definition(source.definition().name());
        String current = current(source.definition().name());
        if (current.isEmpty()) {
            return SourceDefinitionCodec.write(source.definition());
        }
        if (source.added().isEmpty()) {
            return SourceDefinitionCodec.rewrite(source.definition(), current);
        }
        Optional<String> key = source.definition().key();
        Map<String, String> remarks = new HashMap<>();
        source.proposal()
                .ifPresent(proposal -> proposal.columns().forEach(column -> {
                    String label = column.mapping().label();
                    String reason = column.tag().evidence().stream().findFirst().orElse("");
                    remarks.put(label, key.filter(label::equals).isPresent() ? reason : "new in the source; " + reason);
                }));
        return SourceDefinitionText.plus(file.toString(), current, source.added(), remarks);
    }

    private Path definition(SourceName name) {
        return sources.file(name.value());
    }

    private String current(SourceName name) {
        return Files.exists(definition(name)) ? DefinitionFiles.text(definition(name)) : "";
    }

    /** Makes a proposal the definition; returns the definition's file. */
    Path approve(SourceName name) {
        Path proposal = file(name);
        SourceDefinitionCodec.read(proposal.toString(), DefinitionFiles.text(proposal));
        DefinitionFiles.write(
                definition(name), ProposalText.approved(name, current(name), DefinitionFiles.text(proposal)));
        try {
            Files.delete(proposal);
        } catch (IOException failure) {
            throw DefinitionFiles.unwritable(proposal, failure);
        }
        return definition(name);
    }

    void remove(SourceName name) {
        try {
            Files.deleteIfExists(definition(name));
            Files.deleteIfExists(file(name));
        } catch (IOException failure) {
            throw DefinitionFiles.unwritable(definition(name), failure);
        }
    }
}
