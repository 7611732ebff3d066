package io.tarn.server.config;

import io.tarn.lake.run.TextHash;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.model.policy.TrackingPlan;
import io.tarn.model.policy.WebhookMapping;
import io.tarn.wire.identity.IdentityRulesCodec;
import io.tarn.wire.source.SourceDefinitionCodec;
import io.tarn.wire.source.SourceDefinitionText;
import io.tarn.wire.source.TrackingPlanCodec;
import io.tarn.wire.source.WebhookMappingCodec;
import io.tarn.wire.survivorship.SurvivorshipRulesCodec;
import io.tarn.wire.trait.ComputedTraitCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of definitions that people edit, diff and version: {@code sources/NAME.yaml}, {@code identity.yaml},
 * {@code survivorship.yaml}, {@code traits/NAME.yaml}, {@code tracking-plan.yaml},
 * {@code webhooks/NAME.yaml}. What is absent has its default.
 */
public final class Project {
    private static final String YAML = ".yaml";

    private final Path folder;

    public Project(Path folder) {
        this.folder = folder;
    }

    /** The declared sources, by name. */
    public List<SourceDefinition> sources() {
        List<SourceDefinition> sources = new ArrayList<>();
        for (Path file : files(folder.resolve("sources"))) {
            SourceDefinition source = SourceDefinitionCodec.read(file.toString(), text(file));
            String expected = source.name() + YAML;
            if (!file.getFileName().toString().equals(expected)) {
                throw new TarnException(
                        ErrorCode.INVALID_DEFINITION,
                        "'" + file + "' defines source '" + source.name() + "': name the file " + expected
                                + ", or change the name inside.");
            }
            sources.add(source);
        }
        return List.copyOf(sources);
    }

    public Optional<SourceDefinition> find(SourceName name) {
        return sources().stream().filter(source -> source.name().equals(name)).findFirst();
    }

    /** The source of a name. */
    public SourceDefinition load(SourceName name) {
        List<SourceDefinition> sources = sources();
        List<String> names =
                sources.stream().map(source -> source.name().value()).toList();
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TarnException(
                        ErrorCode.UNKNOWN_NAME,
                        "There is no source '" + name + "'." + Suggestions.didYouMean(name.value(), names)
                                + (names.isEmpty()
                                        ? " Add one with: tarn source add " + name + " PLACE"
                                        : " Known sources: " + String.join(", ", names) + ".")));
    }

    public Path file(SourceName name) {
        return folder.resolve("sources").resolve(name + YAML);
    }

    /** Where proposals for a source wait when they are not applied at once. */
    public Path proposal(SourceName name) {
        return folder.resolve("proposals").resolve(name + YAML);
    }

    public void save(SourceDefinition source) {
        write(file(source.name()), SourceDefinitionCodec.write(source));
    }

    /** Makes what was proposed for a source part of its definition. */
    public void apply(PreparedSource source) {
        write(file(source.definition().name()), withProposal(source));
    }

    /** Lays what was proposed for a source beside its definition, for a person to approve. */
    public void propose(PreparedSource source) {
        SourceName name = source.definition().name();
        write(proposal(name), ProposalText.of(name, current(name), withProposal(source)));
    }

    /** The text of a definition with what was proposed; where only columns are new, every other line stays. */
    private String withProposal(PreparedSource source) {
        Path file = file(source.definition().name());
        String current = current(source.definition().name());
        if (current.isEmpty()) {
            return SourceDefinitionCodec.write(source.definition());
        }
        if (source.added().isEmpty()) {
            return SourceDefinitionCodec.rewrite(source.definition(), current);
        }
        Map<String, String> remarks = new HashMap<>();
        source.proposal()
                .ifPresent(proposal -> proposal.columns()
                        .forEach(column -> remarks.put(
                                column.mapping().label(),
                                "new in the source; "
                                        + String.join(
                                                "; ",
                                                column.tag().evidence().stream()
                                                        .limit(1)
                                                        .toList()))));
        return SourceDefinitionText.plus(file.toString(), current, source.added(), remarks);
    }

    private String current(SourceName name) {
        return Files.exists(file(name)) ? text(file(name)) : "";
    }

    /** Makes the proposal for a source its definition; returns the definition's file. */
    public Path approve(SourceName name) {
        Path proposal = proposal(name);
        if (!Files.exists(proposal)) {
            load(name);
            throw new TarnException(
                    ErrorCode.NOT_FOUND,
                    "Nothing is proposed for source '" + name
                            + "'. Proposals are made by: tarn unify --require-approval");
        }
        SourceDefinitionCodec.read(proposal.toString(), text(proposal));
        write(file(name), ProposalText.approved(name, current(name), text(proposal)));
        try {
            Files.delete(proposal);
        } catch (IOException failure) {
            throw unwritable(proposal, failure);
        }
        return file(name);
    }

    public void remove(SourceName name) {
        try {
            Files.deleteIfExists(file(name));
            Files.deleteIfExists(proposal(name));
        } catch (IOException failure) {
            throw unwritable(file(name), failure);
        }
    }

    public IdentityRules identity() {
        Path file = folder.resolve("identity.yaml");
        return Files.exists(file) ? new IdentityRulesCodec().read(text(file)) : IdentityRules.defaults();
    }

    /** The rules of identifiers, a section of {@code identity.yaml}. */
    public IdentifierRules identifiers() {
        Path file = folder.resolve("identity.yaml");
        return Files.exists(file) ? new IdentityRulesCodec().readIdentifiers(text(file)) : IdentifierRules.defaults();
    }

    public SurvivorshipRules survivorship() {
        Path file = folder.resolve("survivorship.yaml");
        return Files.exists(file)
                ? SurvivorshipRulesCodec.read(text(file), file.toString())
                : SurvivorshipRules.defaults();
    }

    public void save(ComputedTrait trait) {
        write(folder.resolve("traits").resolve(trait.name() + YAML), ComputedTraitCodec.write(trait));
    }

    /** The computed traits that are declared, by name. */
    public List<ComputedTrait> traits() {
        List<ComputedTrait> traits = new ArrayList<>();
        for (Path file : files(folder.resolve("traits"))) {
            ComputedTrait trait = ComputedTraitCodec.read(text(file), file.toString());
            if (!file.getFileName().toString().equals(trait.name() + YAML)) {
                throw new TarnException(
                        ErrorCode.INVALID_DEFINITION,
                        "'" + file + "' defines computed trait '" + trait.name() + "': name the file " + trait.name()
                                + YAML + ", or change the name inside.");
            }
            traits.add(trait);
        }
        return List.copyOf(traits);
    }

    /** The tracking plan; one that welcomes everything when there is none. */
    public TrackingPlan trackingPlan() {
        Path file = folder.resolve("tracking-plan.yaml");
        return Files.exists(file) ? TrackingPlanCodec.read(text(file), file.toString()) : TrackingPlan.OPEN;
    }

    /** The mappings of webhooks, by the names of their files. */
    public Map<String, WebhookMapping> webhooks() {
        Map<String, WebhookMapping> webhooks = new TreeMap<>();
        for (Path file : files(folder.resolve("webhooks"))) {
            String name = file.getFileName().toString();
            webhooks.put(
                    name.substring(0, name.length() - YAML.length()),
                    WebhookMappingCodec.read(text(file), file.toString()));
        }
        return webhooks;
    }

    /** Writes the rules that hold where nothing is said, so that people see what they can change. */
    public void writeDefaults() {
        Path identity = folder.resolve("identity.yaml");
        if (!Files.exists(identity)) {
            write(identity, new IdentityRulesCodec().write(IdentityRules.defaults(), IdentifierRules.defaults()));
        }
        Path survivorship = folder.resolve("survivorship.yaml");
        if (!Files.exists(survivorship)) {
            write(survivorship, SurvivorshipRulesCodec.write(SurvivorshipRules.defaults()));
        }
    }

    /** Changes whenever the text of a definition does. */
    public String hash() {
        List<Path> definitions = new ArrayList<>(files(folder.resolve("sources")));
        definitions.addAll(files(folder));
        StringBuilder all = new StringBuilder();
        for (Path file : definitions) {
            all.append(folder.relativize(file)).append('\0').append(text(file)).append('\0');
        }
        return TextHash.of(all.toString());
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(YAML))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw unreadable(folder, failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path part =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    private static TarnException unreadable(Path file, IOException failure) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "The definition '" + file + "' cannot be read: " + failure
                        + ". Save it as UTF-8 and check its permissions.",
                failure);
    }

    private static TarnException unwritable(Path file, IOException failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The definition '" + file + "' cannot be written: " + failure
                        + ". Check the permissions and free space of its folder.",
                failure);
    }
}
