import { Type, type Static, type TObject, type TProperties } from 'typebox';
import { Value } from 'typebox/value';

/** A text that must not be empty. */
export const text = () => Type.String({ minLength: 1 });
/** A TCP port. */
export const port = (fallback?: number) =>
  Type.Integer({ minimum: 1, maximum: 65_535, ...(fallback === undefined ? {} : { default: fallback }) });
/** An absolute address. */
export const url = () => Type.String({ pattern: '^[a-z][a-z0-9+]*://.+' });
/** 32 secret bytes in base64. */
export const secretKey = () => Type.String({ pattern: '^[A-Za-z0-9+/_-]{43}=?$' });

/** Variables that every service reads. */
export const commonVariables = {
  PORT: port(),
  HOST: Type.String({ default: '127.0.0.1' }),
  METRICS_PORT: Type.Optional(port()),
  LOG_LEVEL: Type.String({ default: 'info' }),
  /** What browsers call Keycloak: the issuer that tokens name. */
  KEYCLOAK_URL: url(),
  /** By which this process reaches Keycloak, when it is another address. */
  KEYCLOAK_INTERNAL_URL: Type.Optional(url()),
  KEYCLOAK_REALM: Type.String({ default: 'portail' }),
  TOKEN_AUDIENCE: Type.String({ default: 'portail-services' }),
};

/** Variables of a service that keeps a database and talks on the bus. */
export const storeVariables = {
  DATABASE_URL: url(),
  NATS_URL: url(),
  NATS_USER: text(),
  NATS_PASSWORD: text(),
  /** 32 secret bytes in base64: sign the root over the journal. */
  AUDIT_ROOT_KEY: secretKey(),
  /** Folder of the signed roots, on a volume apart from the database. */
  AUDIT_ROOT_DIR: text(),
};

/** Variables of a service that sends mails. */
export const smtpVariables = {
  /** `smtp://` or `smtps://`, with name and password when the server asks for them. */
  SMTP_URL: Type.String({ pattern: '^smtps?://.+' }),
  MAIL_FROM: Type.String({ default: 'Portail Caf partenaires <ne-pas-repondre@portail.example>' }),
};

/**
 * Reads a typed, frozen configuration from the environment. Unknown variables are left alone.
 * @throws Error that names each variable at fault and why; a service refuses to start on it
 */
export function readConfig<Properties extends TProperties>(
  properties: Properties,
  environment: NodeJS.ProcessEnv,
): Readonly<Static<TObject<Properties>>> {
  const schema = Type.Object(properties);
  const picked: Record<string, unknown> = {};
  for (const name of Object.keys(properties)) {
    const value = environment[name];
    if (value !== undefined && value !== '') picked[name] = value;
  }
  const candidate = Value.Convert(schema, Value.Default(schema, picked));
  const faults = [...Value.Errors(schema, candidate)].map((fault) => {
    const missing = (fault.params as { requiredProperties?: string[] }).requiredProperties;
    return missing ? `${missing.join(', ')}: missing` : `${fault.instancePath.slice(1)}: ${fault.message}`;
  });
  if (faults.length > 0) throw new Error(`configuration refused — ${faults.join('; ')}`);
  return Object.freeze(candidate as Static<TObject<Properties>>);
}
