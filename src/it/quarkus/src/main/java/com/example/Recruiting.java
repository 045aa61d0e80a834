package com.example;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.camel.RoutesBuilder;
import org.togglloxo.TogglLoxo;

public class Recruiting {

    @Produces
    @Singleton
    RoutesBuilder togglLoxo() {
        return new TogglLoxo();
    }
}
