// AKS: a pool for the system, one of processors, one of GPUs.
param name string
param location string
param kubernetesVersion string
param operatorAddresses string[]
param administrators string
param subnetId string
param workspaceId string
param clusterIdentityId string
param kubeletIdentityId string
param kubeletClientId string
param kubeletPrincipalId string
param cpuPool object
param gpuPool object

resource cluster 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: name
  location: location
  sku: { name: 'Base', tier: 'Standard' }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${clusterIdentityId}': {} }
  }
  properties: {
    dnsPrefix: name
    kubernetesVersion: kubernetesVersion
    disableLocalAccounts: true
    enableRBAC: true
    aadProfile: {
      managed: true
      enableAzureRBAC: true
      adminGroupObjectIDs: [administrators]
    }
    apiServerAccessProfile: { authorizedIPRanges: operatorAddresses }
    identityProfile: {
      kubeletidentity: {
        resourceId: kubeletIdentityId
        clientId: kubeletClientId
        objectId: kubeletPrincipalId
      }
    }
    oidcIssuerProfile: { enabled: true }
    securityProfile: { workloadIdentity: { enabled: true } }
    workloadAutoScalerProfile: { keda: { enabled: true } }
    ingressProfile: { webAppRouting: { enabled: true } }
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      podCidr: '10.244.0.0/16' // --trusted-proxies in infra/kubernetes/components/azure
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
      loadBalancerSku: 'standard'
    }
    autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'NodeImage' }
    autoScalerProfile: { 'max-graceful-termination-sec': '600' } // a pod's checkpoint takes up to 300 s
    addonProfiles: {
      omsagent: {
        enabled: true
        config: { logAnalyticsWorkspaceResourceID: workspaceId, useAADAuth: 'true' }
      }
    }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        vmSize: 'Standard_D4s_v5'
        count: 2
        availabilityZones: ['1', '2', '3']
        vnetSubnetID: subnetId
        nodeTaints: ['CriticalAddonsOnly=true:NoSchedule']
      }
    ]
  }
}

resource cpu 'Microsoft.ContainerService/managedClusters/agentPools@2025-05-01' = {
  parent: cluster
  name: 'cpu'
  properties: {
    mode: 'User'
    vmSize: cpuPool.vmSize
    enableAutoScaling: true
    count: cpuPool.min
    minCount: cpuPool.min
    maxCount: cpuPool.max
    availabilityZones: ['1', '2', '3']
    vnetSubnetID: subnetId
    nodeLabels: { 'taskgrid.io/pool': 'cpu' }
    upgradeSettings: { maxSurge: '1', drainTimeoutInMinutes: 30 }
  }
}

resource gpu 'Microsoft.ContainerService/managedClusters/agentPools@2025-05-01' = if (gpuPool.max > 0) {
  parent: cluster
  name: 'gpu'
  properties: {
    mode: 'User'
    vmSize: gpuPool.vmSize
    enableAutoScaling: true
    count: gpuPool.min
    minCount: gpuPool.min
    maxCount: gpuPool.max
    vnetSubnetID: subnetId
    gpuProfile: { driver: 'Install' }
    nodeLabels: { 'taskgrid.io/pool': 'gpu' }
    nodeTaints: ['taskgrid.io/gpu=true:NoSchedule']
    upgradeSettings: { maxSurge: '1', drainTimeoutInMinutes: 30 }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: cluster
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'kube-audit-admin', enabled: true }
      { category: 'cluster-autoscaler', enabled: true }
    ]
    metrics: [
      { category: 'AllMetrics', enabled: true }
    ]
  }
}

// What the containers print.
resource collected 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: '${name}-containers'
  location: location
  kind: 'Linux'
  properties: {
    dataSources: {
      extensions: [
        {
          name: 'ContainerInsightsExtension'
          extensionName: 'ContainerInsights'
          streams: ['Microsoft-ContainerLogV2', 'Microsoft-KubeEvents', 'Microsoft-KubePodInventory']
          extensionSettings: {
            dataCollectionSettings: {
              interval: '1m'
              namespaceFilteringMode: 'Include'
              namespaces: ['taskgrid']
              enableContainerLogV2: true
            }
          }
        }
      ]
    }
    destinations: {
      logAnalytics: [
        { name: 'workspace', workspaceResourceId: workspaceId }
      ]
    }
    dataFlows: [
      {
        streams: ['Microsoft-ContainerLogV2', 'Microsoft-KubeEvents', 'Microsoft-KubePodInventory']
        destinations: ['workspace']
      }
    ]
  }
}

resource collecting 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = {
  name: 'ContainerInsightsExtension'
  scope: cluster
  properties: { dataCollectionRuleId: collected.id }
}

output name string = cluster.name
output issuer string = cluster.properties.oidcIssuerProfile.issuerURL
