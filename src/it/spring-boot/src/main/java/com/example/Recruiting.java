package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import org.togglloxo.TogglLoxo;

@SpringBootApplication
@Import(TogglLoxo.class)
public class Recruiting {

    public static void main(String[] arguments) {
        SpringApplication.run(Recruiting.class, arguments);
    }
}
