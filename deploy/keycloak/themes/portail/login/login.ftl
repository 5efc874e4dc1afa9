<#import "template.ftl" as layout>
<#assign refused = messagesPerField.existsError("username", "password")>
<@layout.registrationLayout displayMessage=!refused; section>
  <#if section = "header">
${msg("loginAccountTitle")}
  <#elseif section = "form">
    <form id="kc-form-login" onsubmit="login.disabled = true; return true;" action="${url.loginAction}" method="post">
      <#if refused>
      <div class="notice notice--error" role="alert">
        <p id="input-error">${kcSanitize(messagesPerField.getFirstError("username", "password"))?no_esc}</p>
      </div>
      </#if>
      <#if !usernameHidden??>
      <div class="field">
        <label for="username">${msg("email")}</label>
        <input class="cell" id="username" name="username" type="text" inputmode="email" autocomplete="username"
          autocapitalize="none" spellcheck="false" value="${(login.username!"")}"
          <#if !(login.username?has_content)>autofocus</#if>
          <#if refused>aria-invalid="true" aria-describedby="input-error"</#if>>
      </div>
      </#if>
      <div class="field">
        <label for="password">${msg("password")}</label>
        <span class="secret">
          <input class="cell" id="password" name="password" type="password" autocomplete="current-password"
            <#if login.username?has_content || usernameHidden??>autofocus</#if>
            <#if refused>aria-invalid="true" aria-describedby="input-error"</#if>>
          <button class="show" type="button" aria-controls="password" data-password-toggle
            data-icon-show="" data-icon-hide="" data-label-show="${msg("showPassword")}" data-label-hide="${msg("hidePassword")}"
            aria-label="${msg("showPassword")}"><i aria-hidden="true"></i></button>
        </span>
      </div>
      <label class="tick" id="change-password-place" hidden><input type="checkbox" id="change-password"> <span>${msg("changePasswordBox")}</span></label>
      <input type="hidden" id="id-hidden-input" name="credentialId" <#if auth.selectedCredential?has_content>value="${auth.selectedCredential}"</#if>>
      <div class="acts">
        <input class="button button--go" id="kc-login" name="login" type="submit" value="${msg("doLogIn")}">
      </div>
      <ul class="others">
        <#if (client.baseUrl)?has_content>
        <li><a href="${client.baseUrl}auth/forgotten-password">${msg("doForgotPassword")}</a></li>
        <li><a id="change-password-instead" href="${client.baseUrl}auth/login?to=change-password">${msg("changePasswordAtSignIn")}</a></li>
        </#if>
      </ul>
    </form>
    <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>
    <#if (client.baseUrl)?has_content>
    <script type="module" src="${url.resourcesPath}/js/change-password-box.js"></script>
    </#if>
  </#if>
</@layout.registrationLayout>
