package org.togglloxo.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.Header;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

    @ParameterizedTest
    @CsvSource({
        "https://app.loxo.co, https://app.loxo.co/api/x/people, true",
        "https://app.loxo.co, HTTPS://App.Loxo.co:443/api/x/people, true",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/api, true",
        "http://[::1]:8080, http://[::1]:8080/api, true",
        "https://app.loxo.co, http://app.loxo.co/api, false",
        "https://app.loxo.co, https://app.loxo.co.example.com/api, false",
        "https://app.loxo.co, https://app.loxo.co:8443/api, false",
        "http://127.0.0.1:8080, http://127.0.0.1:8081/api, false",
        "https://app.loxo.co, https://hooks.example.com/api, false",
    })
    void theKeyGoesToTheServiceAndNowhereElse(String baseUrl, String called, boolean goes) {
        HttpGet request = new HttpGet(called);
        Credentials.of(baseUrl, "a-key").addTo(request);
        Header header = request.getFirstHeader("Authorization");
        assertThat(header == null ? null : header.getValue()).isEqualTo(goes ? "Bearer a-key" : null);
    }
}
