package io.tarn.server;

import io.tarn.model.policy.ComputedTrait;
import io.tarn.server.DefinitionChange.How;
import io.tarn.server.config.Definitions;
import io.tarn.server.config.Project;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What a project declares for the live road, by kind and name, so that two readings of it can be compared. */
public final class Declarations {
    private final Map<String, Map<String, Object>> kinds = new LinkedHashMap<>();

    private Declarations(Project project) {
        Definitions definitions = Definitions.read(project);
        put("identifiers", List.of(project.identifiers()), _ -> "identifiers");
        put("identity", List.of(project.identity()), _ -> "identity");
        put("trait", project.traits(), ComputedTrait::name);
        put("audience", definitions.audiences(), audience -> audience.name().value());
        put("campaign", definitions.campaigns(), campaign -> campaign.name().value());
        put("template", List.copyOf(definitions.templates().values()), template -> template.name());
        put("guardrails", List.of(definitions.guardrails()), _ -> "guardrails");
        put("tracking-plan", List.of(project.trackingPlan()), _ -> "tracking-plan");
        Map<String, Object> webhooks = new TreeMap<>(project.webhooks());
        kinds.put("webhook", webhooks);
    }

    private <T> void put(String kind, List<T> all, Function<T, String> name) {
        Map<String, Object> named = new TreeMap<>();
        all.forEach(one -> named.put(name.apply(one), one));
        kinds.put(kind, named);
    }

    /**
     * What a project declares now.
     *
     * @throws io.tarn.model.error.TarnException INVALID_DEFINITION, telling the faults of all files
     */
    public static Declarations read(Project project) {
        return new Declarations(project);
    }

    /** What is other in a later reading, by kind and name. */
    public List<DefinitionChange> changesTo(Declarations later) {
        List<DefinitionChange> changes = new ArrayList<>();
        kinds.forEach((kind, before) -> {
            Map<String, Object> after = later.kinds.getOrDefault(kind, Collections.emptyMap());
            TreeSet<String> names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            for (String name : names) {
                Object was = before.get(name);
                Object is = after.get(name);
                if (was == null) {
                    changes.add(new DefinitionChange(kind, name, How.ADDED));
                } else if (is == null) {
                    changes.add(new DefinitionChange(kind, name, How.REMOVED));
                } else if (!was.equals(is)) {
                    changes.add(new DefinitionChange(kind, name, How.CHANGED));
                }
            }
        });
        return changes;
    }
}
