package io.tarn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.TemplateName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DefinitionsTest {
    @TempDir
    Path folder;

    @Test
    void aProjectThatDeclaresNothingIsWhole() {
        assertThat(Definitions.read(new Project(folder)))
                .isEqualTo(new Definitions(List.of(), List.of(), Map.of(), Guardrails.defaults()));
    }

    @Test
    void readsWhatWasSaved() throws IOException {
        write("audiences/all.yaml", "name: all\nwhere: everyone\n");
        write("templates/hello.yaml", "name: hello\nsubject: Hello\nhtml: <p>{{ profile.anything }}</p>\n");
        write("campaigns/welcome.yaml", campaign("welcome", "all", "hello"));
        write("guardrails.yaml", "exclude: [all]\n");
        Project project = new Project(folder);

        Definitions definitions = Definitions.read(project);

        assertThat(definitions.audiences()).isEqualTo(project.audiences()).hasSize(1);
        assertThat(definitions.campaigns()).isEqualTo(project.campaigns()).hasSize(1);
        assertThat(definitions.templates()).containsOnlyKeys(new TemplateName("hello"));
        assertThat(definitions.guardrails()).isEqualTo(project.guardrails());
        project.save(definitions.campaigns().getFirst());
        project.save(definitions.audiences().getFirst());
        definitions.templates().values().forEach(project::save);
        assertThat(Definitions.read(project)).isEqualTo(definitions);
    }

    @Test
    void tellsEveryNameThatIsNotThere() throws IOException {
        write("audiences/shoppers.yaml", "name: shoppers\nwhere: everyone\n");
        write("templates/hello.yaml", "name: hello\nsubject: Hello\nhtml: '<p>{{ profil.name }}</p>'\n");
        write("campaigns/a.yaml", campaign("a", "shopper", "helo") + "exclude: [converted, staff]\n");
        write("campaigns/b.yaml", campaign("b", "shoppers", "hello").replace("email", "emial"));
        write("guardrails.yaml", "exclude: [shoppers, shopers]\n");

        assertThatThrownBy(() -> Definitions.read(new Project(folder)))
                .hasMessage("""
                The definitions of the project have 6 faults:
                  - DIR/campaigns/a.yaml: it names audience 'shopper', which is not there. Did you mean 'shoppers'?
                  - DIR/campaigns/a.yaml: it names audience 'staff', which is not there. Known are: shoppers.
                  - DIR/campaigns/a.yaml: message step 'one' names template 'helo', which is not there. Did you mean\
                 'hello'?
                  - DIR/campaigns/b.yaml: message step 'one' names channel 'emial', which is not there. Did you mean\
                 'email'?
                  - DIR/guardrails.yaml: it names audience 'shopers', which is not there. Did you mean 'shoppers'?
                  - DIR/templates/hello.yaml: Template 'hello' cannot be used: In its html: Unknown variable 'profil' at\
                 line 1: traits are 'profile.…', properties 'event.…', links 'links.…'. Did you mean 'profile'?\
                """.replace("DIR", folder.toString()));
    }

    @Test
    void tellsTheFaultsOfAllFilesAndMissesNoNameThatOneOfThemMayHold() throws IOException {
        write("audiences/shoppers.yaml", "name: shopers\nwhere: everyone\n");
        write("audiences/staff.yaml", "name: staff\nwher: everyone\n");
        write("campaigns/a.yaml", campaign("a", "shoppers", "hello"));
        write("campaigns/b.yaml", "name: c\n");
        write("guardrails.yaml", "rival_delay: ever\n");

        assertThatThrownBy(() -> Definitions.read(new Project(folder)))
                .hasMessage("""
                The definitions of the project have 3 faults:
                  - 'DIR/audiences/shoppers.yaml' defines audience 'shopers': name the file shopers.yaml, or change the\
                 name inside.
                    DIR/audiences/staff.yaml cannot be read:\s
                      unknown key 'wher'. Known here are: name, description, where. Did you mean 'where'?
                      'where' is missing at where. Say who belongs, such as where: country = 'IT'.
                  - DIR/campaigns/b.yaml has 2 faults:
                      line 1, goal: is missing; name the event that is the conversion, such as {event: Order Completed}
                      line 1, trigger: is missing; write {event: Cart Updated} or {enters: AUDIENCE}
                  - DIR/guardrails.yaml has a fault:
                      line 1, rival_delay: 'ever' is no length of time: write a number of seconds, minutes, hours, days or\
                 weeks, such as 2 days\
                """.replace("DIR", folder.toString()));
    }

    private static String campaign(String name, String audience, String template) {
        return """
                name: %s
                goal: {event: Order Completed}
                trigger: {enters: %s}
                steps:
                - {name: one, channel: email, template: %s}
                """.formatted(name, audience, template);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
