package dev.tidemark.demo.shop;

import java.util.LinkedHashMap;
import java.util.Map;

/** A customer's profile on a day. Names and addresses are invented. */
record Customer(String id, String fullName, String homeCountry, String segment, boolean newsletter) {

    Customer withNewsletter(boolean wanted) {
        return new Customer(id, fullName, homeCountry, segment, wanted);
    }

    Map<String, Object> profile() {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("customer_id", id);
        profile.put("full_name", fullName);
        profile.put("email", id + "@example.com");
        profile.put("home_country", homeCountry);
        profile.put("segment", segment);
        profile.put("newsletter", newsletter);
        return profile;
    }
}
