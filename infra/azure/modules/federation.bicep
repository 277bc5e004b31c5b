// Pods become identities by the cluster's own tokens: there is no secret.
param name string
param issuer string

resource server 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: '${name}-server'

  resource pods 'federatedIdentityCredentials' = {
    name: 'taskgrid'
    properties: {
      issuer: issuer
      subject: 'system:serviceaccount:taskgrid:taskgrid'
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

resource scaler 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: '${name}-scaler'

  resource keda 'federatedIdentityCredentials' = {
    name: 'keda'
    properties: {
      issuer: issuer
      subject: 'system:serviceaccount:kube-system:keda-operator'
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

output subjects string[] = [server::pods.properties.subject, scaler::keda.properties.subject]
