package io.tarn.server.config;

import io.tarn.audience.AudienceDefinition;
import io.tarn.engage.render.CompiledTemplate;
import io.tarn.engage.render.RenderLimits;
import io.tarn.engage.render.Renderer;
import io.tarn.engage.render.Variables;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.MessageTemplate;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.Exclusion;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.policy.TemplateName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a workspace declares about whom it writes to, checked as a whole: each name that is used is there, and each
 * template can be rendered. Conditions of audiences are checked where the catalog of traits is known.
 *
 * @param templates by name
 */
public record Definitions(
        List<AudienceDefinition> audiences,
        List<Campaign> campaigns,
        Map<TemplateName, MessageTemplate> templates,
        Guardrails guardrails) {
    private static final List<String> CHANNELS = List.of(
            ChannelName.EMAIL.value(), ChannelName.SMS.value(), ChannelName.PUSH.value(), ChannelName.WEBHOOK.value());

    public Definitions {
        audiences = List.copyOf(audiences);
        campaigns = List.copyOf(campaigns);
        templates = Collections.unmodifiableMap(new TreeMap<>(templates));
    }

    /**
     * The definitions of a project.
     *
     * @throws TarnException INVALID_DEFINITION, telling the faults of all files, and of what does not fit together
     */
    public static Definitions read(Project project) {
        List<String> faults = new ArrayList<>();
        Optional<List<AudienceDefinition>> audiences = readable(project::audiences, faults);
        Optional<List<Campaign>> campaigns = readable(project::campaigns, faults);
        Optional<Map<TemplateName, MessageTemplate>> templates = readable(project::templates, faults);
        Optional<Guardrails> guardrails = readable(project::guardrails, faults);
        Check check = new Check(audiences.map(Definitions::names), templates.map(Definitions::templateNames), faults);
        campaigns.orElse(List.of()).forEach(campaign -> check.campaign(project.file(campaign.name()), campaign));
        guardrails.ifPresent(read -> check.guardrails(project.guardrailsFile(), read));
        templates.orElse(Map.of()).forEach((name, template) -> check.template(project.file(name), template));
        if (audiences.isEmpty() || campaigns.isEmpty() || templates.isEmpty() || guardrails.isEmpty()) {
            throw invalid(faults);
        }
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
        return new Definitions(audiences.get(), campaigns.get(), templates.get(), guardrails.get());
    }

    /** The templates, ready to be rendered. */
    public Map<TemplateName, CompiledTemplate> compiled() {
        Renderer renderer = new Renderer(RenderLimits.DEFAULT);
        Map<TemplateName, CompiledTemplate> compiled = new TreeMap<>();
        templates.forEach((name, template) -> compiled.put(name, compile(renderer, template)));
        return compiled;
    }

    /** Any trait and property may be named: a person who has none of it sees nothing in its place. */
    private static CompiledTemplate compile(Renderer renderer, MessageTemplate template) {
        return renderer.compile(template, Variables.open());
    }

    private static <T> Optional<T> readable(Supplier<T> read, List<String> faults) {
        try {
            return Optional.of(read.get());
        } catch (TarnException fault) {
            faults.add(String.valueOf(fault.getMessage()));
            return Optional.empty();
        }
    }

    private static Set<String> names(List<AudienceDefinition> audiences) {
        return audiences.stream().map(audience -> audience.name().value()).collect(Collectors.toSet());
    }

    private static Set<String> templateNames(Map<TemplateName, MessageTemplate> templates) {
        return templates.keySet().stream().map(TemplateName::value).collect(Collectors.toSet());
    }

    private static TarnException invalid(List<String> faults) {
        String all = faults.stream()
                .map(fault -> fault.replace("\n", "\n    "))
                .collect(Collectors.joining("\n  - ", "\n  - ", ""));
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "The definitions of the project have " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:")
                        + all);
    }

    /**
     * Looks for names that are not there.
     *
     * @param audiences those that are; empty when their files cannot be read, so that none is missed
     */
    private record Check(Optional<Set<String>> audiences, Optional<Set<String>> templates, List<String> faults) {
        void campaign(Path file, Campaign campaign) {
            Set<AudienceName> named = new HashSet<>(campaign.required());
            campaign.exclusions().forEach(exclusion -> {
                switch (exclusion) {
                    case Exclusion.InAudience(AudienceName audience) -> named.add(audience);
                    case Exclusion.Converted() -> {}
                }
            });
            named.stream().sorted().forEach(audience -> audience(file, audience));
            for (MessageStep step : campaign.steps()) {
                for (Alternative one : step.alternatives()) {
                    String where = "message step '" + step.name() + "' names ";
                    known(file, where + "template", one.template().value(), templates);
                    known(file, where + "channel", one.channel().value(), Optional.of(Set.copyOf(CHANNELS)));
                }
            }
        }

        void guardrails(Path file, Guardrails guardrails) {
            guardrails.exclusions().forEach(audience -> audience(file, audience));
        }

        void template(Path file, MessageTemplate template) {
            try {
                compile(new Renderer(RenderLimits.DEFAULT), template);
            } catch (TarnException fault) {
                faults.add(file + ": " + fault.getMessage());
            }
        }

        private void audience(Path file, AudienceName audience) {
            known(file, "it names audience", audience.value(), audiences);
        }

        private void known(Path file, String what, String name, Optional<Set<String>> all) {
            if (all.isPresent() && !all.get().contains(name)) {
                String near = Suggestions.didYouMean(name, all.get());
                String known = all.get().isEmpty()
                        ? " There is none."
                        : " Known are: " + all.get().stream().sorted().collect(Collectors.joining(", ")) + ".";
                faults.add(
                        file + ": " + what + " '" + name + "', which is not there." + (near.isEmpty() ? known : near));
            }
        }
    }
}
