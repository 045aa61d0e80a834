package org.togglloxo.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

    @ParameterizedTest
    @CsvSource({
        "REFUSED, false, org.togglloxo.failure.Stop, loxo-refused",
        "REFUSED, true, org.togglloxo.failure.Stop, loxo-refused",
        "ANSWERED, false, org.togglloxo.failure.Fail, forbidden",
        "ANSWERED, true, org.togglloxo.failure.Stop, endpoint-refused",
        "UNREACHABLE, false, org.togglloxo.failure.Defer, refusal-unexplained",
        "UNREACHABLE, true, org.togglloxo.failure.Defer, refusal-unexplained"
    })
    void theEvidenceDecides(Diagnosis.Probe probe, boolean always, Class<? extends Failure> kind, String reason) {
        for (int status : new int[] {401, 403}) {
            Failure failure =
                    Diagnosis.ofLoxo("PUT /people/7", "PUT /people/{id}", status, "Not yours", "agency", probe, always);
            assertThat(failure).isInstanceOf(kind);
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.message()).contains("answered " + status);
            if (failure instanceof Stop stop) {
                assertThat(stop.exitCode()).isEqualTo(ExitCode.UNAUTHORIZED);
                assertThat(stop.message()).contains("loxo.api-key");
            }
        }
    }

    @Test
    void loxosWordsAreQuotedWhereThereAreAny() {
        assertThat(Diagnosis.ofLoxo("GET /people", "GET /people", 403, "Not yours", "a", Diagnosis.Probe.REFUSED, false)
                        .message())
                .contains("403 (\"Not yours\") to GET /people", "loxo.agency-slug ('a')");
        assertThat(Diagnosis.ofLoxo("GET /people", "GET /people", 403, " ", "a", Diagnosis.Probe.REFUSED, false)
                        .message())
                .contains("403 to GET /people");
    }

    @Test
    void togglsRefusalIsAboutItsKey() {
        Stop stop = Diagnosis.ofToggl("GET /candidates", 401, "AuthenticationError");
        assertThat(stop.exitCode()).isEqualTo(ExitCode.UNAUTHORIZED);
        assertThat(stop.message()).contains("401 (\"AuthenticationError\")", "toggl.api-key");
    }
}
