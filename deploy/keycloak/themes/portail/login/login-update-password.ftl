<#import "template.ftl" as layout>
<#-- A refusal of the policy comes as the message of the page, one about the two boxes with its field. -->
<#assign byField = messagesPerField.existsError("password", "password-confirm")>
<#assign refused = byField || (message?has_content && message.type == "error")>
<#-- Keycloak gives the rules of the realm: the policy that asks for a digit is that of the guide, the only one in which a password grows old. -->
<#assign guide = (passwordPolicies.digits)??>
<#assign forced = !isAppInitiatedAction?? && !refused>
<#macro secret id label>
  <div class="field">
    <label for="${id}">${label}</label>
    <span class="secret">
      <input class="cell" type="password" id="${id}" name="${id}" autocomplete="new-password"
        <#if id = "password-new">autofocus aria-describedby="rule<#if refused> input-error</#if>"<#elseif refused>aria-describedby="input-error"</#if>
        <#if refused>aria-invalid="true"</#if>>
      <button class="show" type="button" aria-controls="${id}" data-password-toggle data-icon-show="" data-icon-hide=""
        data-label-show="${msg("showPassword")}" data-label-hide="${msg("hidePassword")}" aria-label="${msg("showPassword")}"><i aria-hidden="true"></i></button>
    </span>
  </div>
</#macro>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
${msg("updatePasswordTitle")}
  <#elseif section = "form">
    <form id="kc-passwd-update-form" onsubmit="login.disabled = true; return true;" action="${url.loginAction}" method="post">
      <#if refused>
      <div class="notice notice--error" role="alert">
        <p id="input-error">${kcSanitize(byField?then(messagesPerField.getFirstError("password", "password-confirm"), (message.summary)!""))?no_esc}</p>
      </div>
      </#if>
      <#if forced>
      <div class="notice notice--warning" role="status">
        <p>${guide?then(msg("updatePasswordMessage"), msg("updatePasswordMessageReinforced"))}</p>
      </div>
      </#if>
      <p id="rule" class="secondary">${guide?then(msg("passwordRule", (passwordPolicies.length)!"", (passwordPolicies.maxLength)!""), msg("passwordRuleReinforced", (passwordPolicies.length)!""))}</p>
      <@secret id="password-new" label=msg("passwordNew") />
      <@secret id="password-confirm" label=msg("passwordConfirm") />
      <label class="tick"><input type="checkbox" id="logout-sessions" name="logout-sessions" value="on" checked> <span>${msg("logoutOtherSessions")}</span></label>
      <div class="acts">
        <#if isAppInitiatedAction??>
        <button class="button button--quiet" type="submit" name="cancel-aia" value="true">${msg("doCancel")}</button>
        </#if>
        <input class="button button--go" id="kc-login" name="login" type="submit" value="${msg("doSubmit")}">
      </div>
    </form>
    <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>
  </#if>
</@layout.registrationLayout>
