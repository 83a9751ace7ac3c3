package dev.tidemark.frontend;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** The door. A plain form, so that it works before any script has loaded and password managers know it. */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in · Tidemark")
@AnonymousAllowed
public class LoginView extends Div implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private static final String BRAND = """
            <div class="tm-brand"><svg viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6.5" fill="var(--tm-accent)"/>
            <path d="M4 10c2.7-3 5.3-3 8 0s5.3 3 8 0M4 15.5c2.7-3 5.3-3 8 0s5.3 3 8 0" stroke="var(--tm-surface)" stroke-width="2"
            fill="none" stroke-linecap="round"/></svg><span>Tidemark</span></div>""";

    private static final String ART = """
            <div class="tm-login-art"><svg viewBox="0 0 800 900" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
            <g fill="none" stroke="var(--tm-accent)" stroke-width="1.4">
            <path opacity=".20" d="M-20 300C90 250 190 250 300 300S520 350 640 300 780 260 840 280"/>
            <path opacity=".28" d="M-20 372C100 320 200 322 310 372S530 424 650 372 780 334 840 352"/>
            <path opacity=".38" d="M-20 452C110 398 210 402 320 452S540 504 660 452 780 416 840 434"/></g>
            <path fill="var(--tm-accent)" opacity=".13" d="M-20 540C110 486 220 492 330 540S560 592 680 540 790 508 840 522V920H-20Z"/>
            <path fill="var(--tm-accent)" opacity=".16" d="M-20 640C120 586 230 592 340 640S570 692 690 640 790 610 840 622V920H-20Z"/>
            <path stroke="var(--tm-text)" opacity=".45" stroke-width="1.5" stroke-dasharray="5 5" d="M0 506H800" fill="none"/>
            <text x="40" y="496" fill="var(--tm-text)" opacity=".6" font-size="15">complete through</text></svg>
            <blockquote>Every number comes with its receipt.</blockquote>
            <p>Where it came from, how fresh and how complete it is, what it cost, and what has changed since.</p></div>""";

    /** The page carries the token of the session; the form sends it, so that nobody is signed in from another site. */
    private static final String WITH_CSRF_TOKEN = """
            if (!this._csrf) {
              const token = document.querySelector('meta[name=_csrf]');
              const name = document.querySelector('meta[name=_csrf_parameter]');
              if (token && name) {
                const field = document.createElement('input');
                field.type = 'hidden';
                field.name = name.content;
                field.value = token.content;
                this.append(field);
              }
            }
            """;

    private final Element form = new Element("form");
    private final Div failure = new Div(new Span("That name and password do not belong together. Try again, or ask an "
            + "administrator to reset the password."));

    public LoginView(DemoUsers demo) {
        addClassName("tm-login");
        failure.addClassName("tm-problem");
        failure.getElement().setAttribute("role", "alert");
        failure.setVisible(false);
        form.setAttribute("method", "post").setAttribute("action", "login").setAttribute("onsubmit", WITH_CSRF_TOKEN);
        form.appendChild(
                field("User", "username", "text", "username"),
                field("Password", "password", "password", "current-password"));
        Element submit = new Element("button");
        submit.setAttribute("type", "submit");
        submit.setText("Sign in");
        form.appendChild(submit);
        Div left = new Div();
        left.addClassName("tm-login-form");
        left.add(new Html(BRAND));
        Element title = new Element("h1");
        title.setText("Sign in");
        left.getElement().appendChild(title);
        left.add(failure);
        left.getElement().appendChild(form);
        if (!demo.names().isEmpty()) {
            left.add(demoUsers(demo));
        }
        Div frame = new Div(left);
        frame.getStyle().set("display", "grid").set("align-items", "center");
        add(frame, new Html(ART));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        failure.setVisible(
                event.getLocation().getQueryParameters().getParameters().containsKey("error"));
    }

    private static Element field(String text, String name, String type, String autocomplete) {
        Element label = new Element("label");
        label.setText(text);
        Element input = new Element("input");
        input.setAttribute("name", name)
                .setAttribute("type", type)
                .setAttribute("autocomplete", autocomplete)
                .setAttribute("required", true)
                .setAttribute("autocapitalize", "none");
        if (name.equals("username")) {
            input.setAttribute("autofocus", true);
        }
        label.appendChild(input);
        return label;
    }

    private static Div demoUsers(DemoUsers demo) {
        Div box = new Div(new Span("This is the demo company: each user's password is the user's name."));
        box.addClassName("tm-login-demo");
        Div choices = new Div();
        for (String name : demo.names()) {
            NativeButton choice = new NativeButton(name);
            choice.getElement()
                    .setAttribute("type", "button")
                    .setAttribute("data-user", name)
                    .setAttribute(
                            "onclick",
                            "const f=document.forms[0];f.username.value=f.password.value=this.dataset.user;f.requestSubmit()");
            choices.add(choice);
        }
        box.add(choices);
        return box;
    }
}
