<#import "template.ftl" as layout>
<#import "second-factor.ftl" as factor>
<#-- A recovery code in the place of the application’s: Keycloak asks for the next one of the list. -->
<#assign refused = messagesPerField.existsError("recoveryCodeInput")>
<@layout.registrationLayout displayMessage=!refused; section>
  <#if section = "header">
${msg("auth-recovery-code-header")}
  <#elseif section = "form">
    <@factor.refusal field="recoveryCodeInput" />
    <form id="kc-recovery-code-login-form" onsubmit="login.disabled = true; return true;" action="${url.loginAction}" method="post">
      <@factor.code id="recoveryCodeInput" label=msg("auth-recovery-code-prompt", recoveryAuthnCodesInputBean.codeNumber?c) hint=msg("recovery-code-hint") keyboard="text"> aria-describedby="recoveryCodeInput-hint<#if refused> input-error</#if>"<#if refused> aria-invalid="true"</#if></@factor.code>
      <div class="acts"><input class="button button--go" id="kc-login" name="login" type="submit" value="${msg("doLogIn")}"></div>
    </form>
  </#if>
</@layout.registrationLayout>
