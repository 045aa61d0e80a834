package com.example;

import org.apache.camel.main.Main;
import org.togglloxo.TogglLoxo;

public class Recruiting {

    public static void main(String[] arguments) throws Exception {
        Main main = new Main(Recruiting.class);
        main.configure().addRoutesBuilder(new TogglLoxo());
        main.run(arguments);
    }
}
