<#import "template.ftl" as layout>
<#import "second-factor.ftl" as factor>
<#-- The recovery codes, shown once: kept by the person before they go on. -->
<#assign codes = recoveryAuthnCodesConfigBean.generatedRecoveryAuthnCodesList>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
${msg("recovery-code-config-header")}
  <#elseif section = "form">
    <p>${msg("recovery-code-config-what", codes?size)}</p>
    <div class="notice notice--warning"><p>${msg("recovery-code-config-warning-title")}</p></div>
    <ol id="kc-recovery-codes-list" class="codes" data-heading="${msg("recovery-codes-download-file-header")}">
      <#list codes as code>
      <li><code>${code[0..3]}-${code[4..7]}-${code[8..]}</code></li>
      </#list>
    </ol>
    <div class="acts acts--start" hidden data-with-script>
      <button class="button button--quiet" type="button" id="copyRecoveryCodes" data-done="${msg("recovery-codes-copied")}" data-failed="${msg("recovery-codes-not-copied")}">${msg("recovery-codes-copy")}</button>
      <button class="button button--quiet" type="button" id="printRecoveryCodes">${msg("recovery-codes-print")}</button>
    </div>
    <p id="copy-outcome" role="status"></p>
    <form id="kc-recovery-codes-settings-form" action="${url.loginAction}" method="post">
      <input type="hidden" name="generatedRecoveryAuthnCodes" value="${recoveryAuthnCodesConfigBean.generatedRecoveryAuthnCodesAsString}">
      <input type="hidden" name="generatedAt" value="${recoveryAuthnCodesConfigBean.generatedAt?c}">
      <input type="hidden" name="userLabel" value="${msg("recovery-codes-label-default")}">
      <label class="tick"><input type="checkbox" id="codes-kept" required> <span>${msg("recovery-codes-confirmation-message")}</span></label>
      <@factor.otherSessions />
      <@factor.acts id="saveRecoveryAuthnCodesBtn" label=msg("recovery-codes-action-complete") />
    </form>
    <script type="module" src="${url.resourcesPath}/js/recovery-codes.js"></script>
  </#if>
</@layout.registrationLayout>
