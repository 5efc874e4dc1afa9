<#import "template.ftl" as layout>
<#assign refused = messagesPerField.existsError("username")>
<@layout.registrationLayout displayMessage=!refused; section>
  <#if section = "header">
${msg("emailForgotTitle")}
  <#elseif section = "form">
    <form id="kc-reset-password-form" action="${url.loginAction}" method="post">
      <#if refused>
      <div class="notice notice--error" role="alert">
        <p id="input-error">${kcSanitize(messagesPerField.get("username"))?no_esc}</p>
      </div>
      </#if>
      <p class="secondary">${msg("emailInstruction")}</p>
      <div class="field">
        <label for="username">${msg("email")}</label>
        <input class="cell" type="text" inputmode="email" id="username" name="username" autocomplete="username" autofocus
          autocapitalize="none" spellcheck="false" value="${(auth.attemptedUsername!"")}"
          <#if refused>aria-invalid="true" aria-describedby="input-error"</#if>>
      </div>
      <div class="acts">
        <a class="button button--quiet" href="${url.loginUrl}">${msg("backToLogin")}</a>
        <input class="button button--go" type="submit" value="${msg("doSendReset")}">
      </div>
    </form>
  </#if>
</@layout.registrationLayout>
