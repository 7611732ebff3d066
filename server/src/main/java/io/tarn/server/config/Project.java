package io.tarn.server.config;

import io.tarn.audience.AudienceDefinition;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.model.message.MessageTemplate;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.IdentityTest;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.model.policy.TemplateName;
import io.tarn.model.policy.TextHash;
import io.tarn.model.policy.TrackingPlan;
import io.tarn.model.policy.WebhookMapping;
import io.tarn.server.config.DefinitionFolder.Form;
import io.tarn.wire.audience.AudienceDefinitionCodec;
import io.tarn.wire.campaign.CampaignCodec;
import io.tarn.wire.campaign.GuardrailsCodec;
import io.tarn.wire.campaign.TemplateCodec;
import io.tarn.wire.identity.IdentityRulesCodec;
import io.tarn.wire.identity.IdentityTestsCodec;
import io.tarn.wire.source.SourceDefinitionCodec;
import io.tarn.wire.source.TrackingPlanCodec;
import io.tarn.wire.source.WebhookMappingCodec;
import io.tarn.wire.survivorship.SurvivorshipRulesCodec;
import io.tarn.wire.trait.ComputedTraitCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The folder of definitions that people edit, diff and version: {@code sources/NAME.yaml}, {@code identity.yaml},
 * {@code survivorship.yaml}, {@code traits/NAME.yaml}, {@code tracking-plan.yaml}, {@code webhooks/NAME.yaml},
 * {@code audiences/NAME.yaml}, {@code campaigns/NAME.yaml}, {@code templates/NAME.yaml}, {@code guardrails.yaml},
 * {@code tests/NAME.yaml}. What is absent has its default.
 */
public final class Project {
    private static final String GUARDRAILS = "guardrails.yaml";

    private final Path folder;
    private final DefinitionFolder<SourceDefinition> sources;
    private final SourceProposals proposals;
    private final DefinitionFolder<ComputedTrait> traits;
    private final DefinitionFolder<AudienceDefinition> audiences;
    private final DefinitionFolder<Campaign> campaigns;
    private final DefinitionFolder<MessageTemplate> templates;

    public Project(Path folder) {
        this.folder = folder;
        this.sources = folder(
                "sources",
                new Form<>(
                        "source",
                        (text, file) -> SourceDefinitionCodec.read(file, text),
                        SourceDefinitionCodec::write,
                        source -> source.name().value()));
        this.proposals = new SourceProposals(sources, folder.resolve("proposals"));
        this.traits = folder(
                "traits",
                new Form<>("computed trait", ComputedTraitCodec::read, ComputedTraitCodec::write, ComputedTrait::name));
        this.audiences = folder(
                "audiences",
                new Form<>(
                        "audience",
                        AudienceDefinitionCodec::read,
                        AudienceDefinitionCodec::write,
                        audience -> audience.name().value()));
        this.campaigns = folder(
                "campaigns",
                new Form<>(
                        "campaign",
                        CampaignCodec::read,
                        CampaignCodec::write,
                        campaign -> campaign.name().value()));
        this.templates = folder(
                "templates", new Form<>("template", TemplateCodec::read, TemplateCodec::write, MessageTemplate::name));
    }

    private <T> DefinitionFolder<T> folder(String name, Form<T> form) {
        return new DefinitionFolder<>(folder.resolve(name), form);
    }

    /** The declared sources, by name. */
    public List<SourceDefinition> sources() {
        return sources.all();
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
        return sources.file(name.value());
    }

    /** Where proposals for a source wait when they are not applied at once. */
    public Path proposal(SourceName name) {
        return proposals.file(name);
    }

    public void save(SourceDefinition source) {
        sources.save(source);
    }

    /** Makes what was proposed for a source part of its definition. */
    public void apply(PreparedSource source) {
        proposals.apply(source);
    }

    /** Lays what was proposed for a source beside its definition, for a person to approve. */
    public void propose(PreparedSource source) {
        proposals.propose(source);
    }

    /** Makes the proposal for a source its definition; returns the definition's file. */
    public Path approve(SourceName name) {
        if (!proposals.has(name)) {
            load(name);
            throw new TarnException(
                    ErrorCode.NOT_FOUND,
                    "Nothing is proposed for source '" + name
                            + "'. Proposals are made by: tarn unify --require-approval");
        }
        return proposals.approve(name);
    }

    public void remove(SourceName name) {
        proposals.remove(name);
    }

    public IdentityRules identity() {
        Path file = folder.resolve("identity.yaml");
        return Files.exists(file)
                ? new IdentityRulesCodec().read(DefinitionFiles.text(file))
                : IdentityRules.defaults();
    }

    /** The rules by which records are matched: those declared, and what follows from what the sources' columns mean. */
    public IdentityRules matching() {
        return identity().knowing(sources());
    }

    /** The rules of identifiers, a section of {@code identity.yaml}. */
    public IdentifierRules identifiers() {
        Path file = folder.resolve("identity.yaml");
        return Files.exists(file)
                ? new IdentityRulesCodec().readIdentifiers(DefinitionFiles.text(file))
                : IdentifierRules.defaults();
    }

    /**
     * What people know of some records: the tests of all files in {@code tests/}, by file and line.
     *
     * @throws TarnException INVALID_DEFINITION, telling the faults of all files at once
     */
    public List<IdentityTest> identityTests() {
        List<IdentityTest> tests = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Path file : DefinitionFiles.in(folder.resolve("tests"))) {
            try {
                tests.addAll(IdentityTestsCodec.read(
                        DefinitionFiles.text(file), folder.relativize(file).toString()));
            } catch (TarnException fault) {
                faults.add(fault.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new TarnException(ErrorCode.INVALID_DEFINITION, String.join("\n", faults));
        }
        return List.copyOf(tests);
    }

    public SurvivorshipRules survivorship() {
        Path file = folder.resolve("survivorship.yaml");
        return Files.exists(file)
                ? SurvivorshipRulesCodec.read(DefinitionFiles.text(file), file.toString())
                : SurvivorshipRules.defaults();
    }

    public void save(ComputedTrait trait) {
        traits.save(trait);
    }

    /** The computed traits that are declared, by name. */
    public List<ComputedTrait> traits() {
        return traits.all();
    }

    public void save(AudienceDefinition audience) {
        audiences.save(audience);
    }

    /** The audiences that are declared, by name. */
    public List<AudienceDefinition> audiences() {
        return audiences.all();
    }

    /** Every file that declares an audience, sound or not, by name. */
    public List<DefinitionFile<AudienceDefinition>> audienceFiles() {
        return audiences.files();
    }

    public void save(Campaign campaign) {
        campaigns.save(campaign);
    }

    /** The campaigns that are declared, by name. */
    public List<Campaign> campaigns() {
        return campaigns.all();
    }

    public Path file(CampaignName name) {
        return campaigns.file(name.value());
    }

    public void save(MessageTemplate template) {
        templates.save(template);
    }

    /** The templates that messages are rendered from. */
    public Map<TemplateName, MessageTemplate> templates() {
        Map<TemplateName, MessageTemplate> byName = new TreeMap<>();
        templates.all().forEach(template -> byName.put(new TemplateName(template.name()), template));
        return byName;
    }

    public Path file(TemplateName name) {
        return templates.file(name.value());
    }

    /** The limits that every campaign keeps; those that hold where nothing is said when there is no file. */
    public Guardrails guardrails() {
        Path file = guardrailsFile();
        return Files.exists(file)
                ? GuardrailsCodec.read(DefinitionFiles.text(file), file.toString())
                : Guardrails.defaults();
    }

    public Path guardrailsFile() {
        return folder.resolve(GUARDRAILS);
    }

    /** The tracking plan; one that welcomes everything when there is none. */
    public TrackingPlan trackingPlan() {
        Path file = folder.resolve("tracking-plan.yaml");
        return Files.exists(file)
                ? TrackingPlanCodec.read(DefinitionFiles.text(file), file.toString())
                : TrackingPlan.OPEN;
    }

    /** The mappings of webhooks, by the names of their files. */
    public Map<String, WebhookMapping> webhooks() {
        Map<String, WebhookMapping> webhooks = new TreeMap<>();
        for (Path file : DefinitionFiles.in(folder.resolve("webhooks"))) {
            String name = file.getFileName().toString();
            webhooks.put(
                    name.substring(0, name.length() - DefinitionFiles.YAML.length()),
                    WebhookMappingCodec.read(DefinitionFiles.text(file), file.toString()));
        }
        return webhooks;
    }

    /** Writes the rules that hold where nothing is said, so that people see what they can change. */
    public void writeDefaults() {
        Path identity = folder.resolve("identity.yaml");
        if (!Files.exists(identity)) {
            DefinitionFiles.write(
                    identity, new IdentityRulesCodec().write(IdentityRules.defaults(), IdentifierRules.defaults()));
        }
        Path survivorship = folder.resolve("survivorship.yaml");
        if (!Files.exists(survivorship)) {
            DefinitionFiles.write(survivorship, SurvivorshipRulesCodec.write(SurvivorshipRules.defaults()));
        }
    }

    /** Changes whenever the text of a definition does that a run of unification follows. */
    public String hash() {
        List<Path> definitions = new ArrayList<>(DefinitionFiles.in(folder.resolve("sources")));
        DefinitionFiles.in(folder).stream()
                .filter(file -> !file.equals(guardrailsFile()))
                .forEach(definitions::add);
        StringBuilder all = new StringBuilder();
        for (Path file : definitions) {
            all.append(folder.relativize(file))
                    .append('\0')
                    .append(DefinitionFiles.text(file))
                    .append('\0');
        }
        return TextHash.of(all.toString());
    }
}
