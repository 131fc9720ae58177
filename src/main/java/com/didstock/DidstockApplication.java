package com.didstock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the portal. */
@SpringBootApplication
public class DidstockApplication {

    public static void main(String[] args) {
        SpringApplication.run(DidstockApplication.class, args);
    }
}
