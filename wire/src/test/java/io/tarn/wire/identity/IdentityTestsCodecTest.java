package io.tarn.wire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.policy.IdentityTest;
import io.tarn.model.policy.IdentityTest.Expectation;
import io.tarn.model.policy.IdentityTest.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityTestsCodecTest {
    @Test
    void readsWhoIsOnePersonAndWhoIsNot() {
        List<IdentityTest> tests = IdentityTestsCodec.read("""
                same:
                  - [crm:1017, shop:u-88, email:ann@example.org]
                different:
                  - ["crm:a b", "crm: 5"]
                """, "tests/known.yaml");

        assertThat(tests)
                .containsExactly(
                        new IdentityTest(
                                Expectation.SAME,
                                List.of(
                                        new Subject("crm", "1017"),
                                        new Subject("shop", "u-88"),
                                        new Subject("email", "ann@example.org")),
                                "tests/known.yaml line 2"),
                        new IdentityTest(
                                Expectation.DIFFERENT,
                                List.of(new Subject("crm", "a b"), new Subject("crm", "5")),
                                "tests/known.yaml line 4"));
    }

    @Test
    void aKeyMayHoldColonsAndAnySign() {
        assertThat(IdentityTestsCodec.read("same: [['crm:urn:x:1', 'crm:Ünï']]", "t.yaml")
                        .getFirst()
                        .subjects())
                .containsExactly(new Subject("crm", "urn:x:1"), new Subject("crm", "Ünï"));
    }

    @Test
    void tellsAllFaultsOfAFileTogether() {
        assertThatThrownBy(() -> IdentityTestsCodec.read("""
                        same:
                          - [crm:1]
                          - crm:1
                          - [crm:1, 1017]
                          - [crm:1, crm: 2]
                        differnt: []
                        different:
                          - [crm:1, crm:1]
                        """, "tests/known.yaml"))
                .hasMessage("""
                        tests/known.yaml has 6 faults:
                          line 6, differnt: unknown key 'differnt'. Did you mean 'different'?
                          line 2, same: An identity test names 1 record: name 2 to 50.
                          line 3, same: expected a list of records, such as [crm:1017, shop:u-88]
                          line 4, same: A record of an identity test stands as source:key, an identifier as type:value,\
                         such as crm:1017 or email:ann@example.org. Something is missing on one side of the colon.
                          line 5, same: expected source:key without a space behind the colon, or in quotes
                          line 8, different: An identity test names one record twice: name it once.""");
    }

    @Test
    void aSubjectKeepsItsKeyToItself() {
        assertThat(new Subject("email", "ann@example.org")).hasToString("email:…");
    }
}
