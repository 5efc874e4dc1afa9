import type { Manifest } from './manifests.ts';
import { workloads } from './topology.ts';

const group = 'admissionregistration.k8s.io/v1';
const named = 'app.kubernetes.io/name';
/** Where the guards hold; labels of namespaces are set by the cluster itself. */
const ourNamespace = { matchLabels: { 'kubernetes.io/metadata.name': 'portail' } };
const deployments = {
  apiGroups: ['apps'],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['deployments'],
};
const policies = {
  apiGroups: ['networking.k8s.io'],
  apiVersions: ['v1'],
  operations: ['DELETE'],
  resources: ['networkpolicies'],
};

/**
 * What the API server itself refuses in our namespace: a deployment that no network policy of its own restricts, and one
 * that the drawing of the architecture does not have. A cluster cannot see from one object that another is missing: the
 * policy of the workload is a parameter of its guard, and a guard without its parameter denies.
 */
export const guards: readonly Manifest[] = [
  {
    apiVersion: group,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'portail-policy-of-its-own' },
    spec: {
      failurePolicy: 'Fail',
      paramKind: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
      matchConstraints: { resourceRules: [deployments] },
      validations: [
        {
          expression:
            `params.spec.podSelector.matchLabels['${named}'] == object.spec.template.metadata.labels['${named}'] && ` +
            `size(params.spec.policyTypes) == 2`,
          message: 'the network policy of this workload does not restrict its pods both ways',
        },
      ],
    },
  },
  ...workloads.map(({ name }) => ({
    apiVersion: group,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: `portail-policy-of-${name}` },
    spec: {
      policyName: 'portail-policy-of-its-own',
      validationActions: ['Deny'],
      paramRef: { name, namespace: 'portail', parameterNotFoundAction: 'Deny' },
      matchResources: { namespaceSelector: ourNamespace, objectSelector: { matchLabels: { [named]: name } } },
    },
  })),
  ...guardOf(
    'portail-known-workload',
    deployments,
    `has(object.metadata.labels) && '${named}' in object.metadata.labels && ` +
      `object.metadata.labels['${named}'] in ${JSON.stringify(workloads.map(({ name }) => name))} && ` +
      `object.metadata.name == object.metadata.labels['${named}']`,
    'no workload of this name in scripts/k8s/topology.ts',
  ),
  ...guardOf(
    'portail-default-deny-stays',
    policies,
    `oldObject.metadata.name != 'default-deny' || has(namespaceObject.metadata.deletionTimestamp)`,
    'without it, everything may call everything',
  ),
];

/** A guard that judges an object by itself, and what binds it to our namespace. */
function guardOf(name: string, rule: object, expression: string, message: string): Manifest[] {
  return [
    {
      apiVersion: group,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: { resourceRules: [rule] },
        validations: [{ expression, message }],
      },
    },
    {
      apiVersion: group,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: {
        policyName: name,
        validationActions: ['Deny'],
        matchResources: { namespaceSelector: ourNamespace },
      },
    },
  ];
}
