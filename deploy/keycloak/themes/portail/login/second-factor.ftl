<#-- What the pages of the second factor share. -->
<#-- A refusal, on top, where it is read first; the field points at it. -->
<#macro refusal field>
  <#if messagesPerField.existsError(field)>
  <div class="notice notice--error" role="alert">
    <p id="input-error">${kcSanitize(messagesPerField.getFirstError(field))?no_esc}</p>
  </div>
  </#if>
</#macro>
<#-- A code to type; attributes of the field besides those of every code. -->
<#macro code id label hint="" keyboard="numeric">
  <div class="field">
    <label for="${id}">${label}</label>
    <#if hint?has_content><span id="${id}-hint" class="secondary">${hint}</span></#if>
    <input class="cell cell--code" id="${id}" name="${id}" type="text" inputmode="${keyboard}" autocomplete="one-time-code"
      autocapitalize="characters" spellcheck="false" autofocus<#nested>>
  </div>
</#macro>
<#-- The end of a form that somebody asked for may be given up; one that is due may not. -->
<#macro acts id label disabled=false>
  <div class="acts">
    <#if isAppInitiatedAction??>
    <button class="button button--quiet" type="submit" name="cancel-aia" value="true" formnovalidate>${msg("doCancel")}</button>
    </#if>
    <input class="button button--go" id="${id}" type="submit" value="${label}">
  </div>
</#macro>
<#macro otherSessions>
  <label class="tick"><input type="checkbox" id="logout-sessions" name="logout-sessions" value="on" checked> <span>${msg("logoutOtherSessions")}</span></label>
</#macro>
